import { posix } from 'node:path';
import { type Diagnostic, error, type Path } from '../../diagnostics';
import type { Fleet, Hub, Placed, ScrapeConfigs } from '../../model/types';
import { SERVICE_ACCOUNT_DIR, SYSTEM_CERTIFICATES, secretDir } from '../files';
import { namedFiles } from '../named-files';

/** What the user's jobs, and those that it sends to, ask of a pod that it does not have: files, and a token. */
export function checkAdditions({ hub, members }: Fleet): Diagnostic[] {
  return [
    ...checkFiles(hub, hub, [], existingAlertmanagers(hub)),
    ...checkDiscovery(hub.scrapeConfigs, hub, ['scrapeConfigs']),
    ...checkDiscovery(hub.alerting.alertmanagers, hub, ['alerting', 'alertmanagers']),
    ...members.flatMap((member) =>
      member.monitor
        ? checkFiles(member.monitor, member, ['monitor'], [], SERVICE_ACCOUNT_DIR)
        : [],
    ),
  ];
}

/** A file that is never there fails every scrape of its job, with a word in the log alone. */
function checkFiles(
  one: Pick<Hub, 'server' | 'scrapeConfigs' | 'federateFrom' | 'remoteWrite' | 'alerting'>,
  { place }: Placed,
  section: Path,
  others: readonly Written[],
  ...more: readonly string[]
): Diagnostic[] {
  const { server, scrapeConfigs, federateFrom, remoteWrite, alerting } = one;
  const mounted = [
    ...server.secrets.map(({ name }) => secretDir(name)),
    SYSTEM_CERTIFICATES,
    ...more,
  ];
  const written = [
    ...scrapeConfigs.map((config, index) => ({ config, at: ['scrapeConfigs', index] })),
    ...federateFrom.map((config, index) => ({ config, at: ['federateFrom', index] })),
    ...remoteWrite.map((config, index) => ({ config, at: ['remoteWrite', index] })),
    { config: alerting, at: ['alerting'] },
    ...others,
  ];
  return written.flatMap(({ config, at }) =>
    namedFiles(config)
      .filter(
        ({ file }) =>
          !mounted.some((directory) => posix.normalize(file).startsWith(`${directory}/`)),
      )
      .map(({ key, file }) => {
        const message = `nothing is mounted there, found ${file}, name its Secret under \`secrets\` and write ${secretDir('<name>')}/<key>`;
        return error('file-not-mounted', place(...section, ...at, ...key), message);
      }),
  );
}

/** Something that names files, and where it is written. */
interface Written {
  readonly config: object;
  readonly at: Path;
}

/** Alertmanagers that the hub's Prometheus speaks to with files of its own. */
const existingAlertmanagers = ({ alertmanager, alertmanagers }: Hub): Written[] =>
  alertmanager
    ? []
    : alertmanagers.map((config, index) => ({ config, at: ['alertmanager', 'existing', index] }));

/** The hub's pods have no token: a discovery that needs one would find nothing, in silence. */
function checkDiscovery(
  configs: readonly Pick<ScrapeConfigs[number], 'kubernetes_sd_configs'>[],
  { place }: Placed,
  at: Path,
): Diagnostic[] {
  return configs.flatMap(({ kubernetes_sd_configs }, index) => {
    if (kubernetes_sd_configs === undefined) return [];
    const message =
      "the hub may not ask its own API server, found kubernetes_sd_configs, make the hub's cluster a member or use static_configs";
    const path = place(...at, index, 'kubernetes_sd_configs');
    return [error('discovery-without-token', path, message)];
  });
}
