import { posix } from 'node:path';
import { type Diagnostic, error, type Path } from '../../diagnostics';
import type { Fleet, Hub, Placed, ScrapeConfigs } from '../../model/types';
import { SERVICE_ACCOUNT_DIR, SYSTEM_CERTIFICATES, secretDir } from '../files';

/** What the user's jobs, and existing Alertmanagers, ask of a pod that it does not have: files, and a token. */
export function checkAdditions({ hub, members }: Fleet): Diagnostic[] {
  return [
    ...checkFiles(hub, hub, [], existingAlertmanagers(hub)),
    ...checkDiscovery(hub.scrapeConfigs, hub),
    ...members.flatMap((member) =>
      member.monitor
        ? checkFiles(member.monitor, member, ['monitor'], [], SERVICE_ACCOUNT_DIR)
        : [],
    ),
  ];
}

/** A file that is never there fails every scrape of its job, with a word in the log alone. */
function checkFiles(
  { server, scrapeConfigs, federateFrom }: Pick<Hub, 'server' | 'scrapeConfigs' | 'federateFrom'>,
  { place }: Placed,
  section: Path,
  others: readonly Written[],
  ...more: readonly string[]
): Diagnostic[] {
  const mounted = [
    ...server.secrets.map(({ name }) => secretDir(name)),
    SYSTEM_CERTIFICATES,
    ...more,
  ];
  const written = [
    ...scrapeConfigs.map((config, index) => ({ config, at: ['scrapeConfigs', index] })),
    ...federateFrom.map((config, index) => ({ config, at: ['federateFrom', index] })),
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
  readonly config: Client;
  readonly at: Path;
}

/** Alertmanagers that the hub's Prometheus speaks to with files of its own. */
const existingAlertmanagers = ({ alertmanager, alertmanagers }: Hub): Written[] =>
  alertmanager
    ? []
    : alertmanagers.map((config, index) => ({ config, at: ['alertmanager', 'existing', index] }));

type Client = Pick<
  ScrapeConfigs[number],
  'tls_config' | 'authorization' | 'basic_auth' | 'file_sd_configs'
>;

/** The files that a job names, and by which key. */
function namedFiles(config: Client): { key: Path; file: string }[] {
  const { tls_config = {}, authorization, basic_auth, file_sd_configs = [] } = config;
  const keyed: (readonly [Path, string | undefined])[] = [
    ...(['ca_file', 'cert_file', 'key_file'] as const).map(
      (key) => [['tls_config', key], tls_config[key]] as const,
    ),
    [['authorization', 'credentials_file'], authorization?.credentials_file],
    [['basic_auth', 'password_file'], basic_auth?.password_file],
    ...file_sd_configs.flatMap(({ files }, index) =>
      files.map((file, at) => [['file_sd_configs', index, 'files', at], file] as const),
    ),
  ];
  return keyed.flatMap(([key, file]) => (file === undefined ? [] : [{ key, file }]));
}

/** The hub's pods have no token: a discovery that needs one would find nothing, in silence. */
function checkDiscovery(configs: ScrapeConfigs, { place }: Placed): Diagnostic[] {
  return configs.flatMap(({ kubernetes_sd_configs }, index) => {
    if (kubernetes_sd_configs === undefined) return [];
    const message =
      "the hub may not ask its own API server, found kubernetes_sd_configs, make the hub's cluster a member or use static_configs";
    const path = place('scrapeConfigs', index, 'kubernetes_sd_configs');
    return [error('discovery-without-token', path, message)];
  });
}
