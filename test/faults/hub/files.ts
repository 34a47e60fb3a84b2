import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { stringify } from 'yaml';
import { ALERTMANAGER } from '../../../model/components/alertmanager';
import type { Hub } from '../../../model/types';
import { HUB_TARGETS_FILE } from '../../../prometheus/files';
import { hubConfig, hubTargets, hubUserRules } from '../../../prometheus/hub';
import { federationJob } from '../../../prometheus/jobs/federation';
import { type CredentialEnd, credentialEndRules } from '../../../prometheus/rules/credential-ends';
import { hubRules } from '../../../prometheus/rules/hub';
import { inventoryRules } from '../../../prometheus/rules/inventory';
import type { AlertingConfig, StaticConfig } from '../../../prometheus/types';
import { resolved } from '../../fleet';
import type { Member } from './member';
import { shortened } from './shortened';

/** What differs from an ordinary hub. */
export interface Settings {
  /** Keys of `hub`. */
  readonly hub?: string;
  /** Keys of `federation` of every member. */
  readonly federation?: string;
  /** Ports of all replicas, if there are several. */
  readonly replicas?: readonly number[];
  /** The tag of its image, which flags and configuration follow. Absent: the shipped one. */
  readonly tag?: string;
  /** Between two requests, and what one may take. Absent: `1s`. */
  readonly interval?: string;
  /** host:port of every replica of its Alertmanager. Absent: it has none. */
  readonly alertmanagers?: readonly string[];
  /** `hub.alertmanager`. Absent: one with as many replicas as there are addresses, or none. */
  readonly alertmanager?: string;
  /** Digests that it expects, by member. Absent: none. */
  readonly digests?: Readonly<Record<string, string>>;
  /** When credentials end. Absent: it was not told. */
  readonly ends?: readonly CredentialEnd[];
  /** Keys of `tsdb`. */
  readonly tsdb?: Readonly<Record<string, string>>;
}

/** A hub's own files, but for plain HTTP on loopback and a second where the hub has longer. */
export function writeHub(
  directory: string,
  port: number,
  members: readonly Member[],
  {
    hub: keys = 'storage: 1Gi',
    federation = '',
    replicas = [port],
    alertmanagers = [],
    alertmanager = alertmanagers.length > 0
      ? `{ replicas: ${alertmanagers.length} }`
      : '{ enabled: false }',
    tsdb,
    tag,
    interval = '1s',
    digests = {},
    ends = [],
  }: Settings,
): Hub {
  const fleet = resolved(
    [
      `hub: { cluster: control-plane, statestore: ${directory}/statestore, grafana: { enabled: false }, alertmanager: ${alertmanager}, replicas: ${replicas.length}, ${keys} }`,
      ...(tag ? [`images: { prometheus: { tag: ${tag} } }`] : []),
      `defaults: { auth: { type: serviceAccountToken }, federation: { ${federation} } }`,
      'clusters:',
      ...members.map(({ name }) => `  - { name: ${name}, server: 'https://${name}.test' }`),
    ].join('\n'),
  );
  const { hub } = fleet;
  const config = hubConfig(hub);
  const write = (path: string, data: unknown) => put(join(directory, path), stringify(data));
  write('config/federation.rules.yml', shortened(hubRules(hub)));
  const own = hubUserRules(hub);
  if (own) write('config/rules.yml', own);
  const expected = members.map(({ name }) => ({ name, digest: digests[name] }));
  write('inventory/inventory.yml', shortened(inventoryRules(hub, 'inventory', expected)));
  const endRules = credentialEndRules(hub, 'credential-ends', ends);
  write('inventory/credential-ends.yml', shortened(endRules));
  const targets = replicas.map((one) => ({ address: `127.0.0.1:${one}` }));
  write('config/self.yaml', hubTargets({ ...hub, targets }));
  for (const { job } of fleet.members) {
    const { credentials } = job;
    put(credentials.caFile, rootCertificates[0] ?? '');
    if (credentials.tokenFile) put(credentials.tokenFile, `token-of-${job.cluster}`);
    const at = members.find(({ name }) => name === job.cluster)?.port;
    const plain = federationJob(
      { ...job, interval, timeout: interval, target: `127.0.0.1:${at}` },
      ['{job="node_exporter"}'],
    );
    write(jobFile(job.cluster), { scrape_configs: [{ ...plain, scheme: 'http' }] });
  }
  write('config/prometheus.yml', {
    ...config,
    global: {
      ...config.global,
      scrape_interval: interval,
      scrape_timeout: interval,
      evaluation_interval: '1s',
    },
    ...(config.alerting && { alerting: sentTo(alertmanagers, config.alerting) }),
    storage: { tsdb: { ...config.storage?.tsdb, ...tsdb } },
    // How soon a job is started whose credentials come late.
    scrape_configs: config.scrape_configs.map((job) =>
      'file_sd_configs' in job
        ? { ...job, file_sd_configs: [{ files: [HUB_TARGETS_FILE], refresh_interval: '1s' }] }
        : job.job_name === ALERTMANAGER.job
          ? { ...job, static_configs: elsewhere(job.static_configs, alertmanagers) }
          : job,
    ),
  });
  return hub;
}

/** Targets with their labels, at other addresses. */
const elsewhere = (configs: readonly StaticConfig[] | undefined, addresses: readonly string[]) =>
  configs?.map((config, index) => ({ ...config, targets: addresses.slice(index, index + 1) }));

/** The same alerts, to others. */
const sentTo = (targets: readonly string[], alerting: AlertingConfig): AlertingConfig => ({
  ...alerting,
  alertmanagers: alerting.alertmanagers.map((client) => ({
    ...client,
    static_configs: [{ targets }],
  })),
});

/** Where a member's federation job stands, below the hub's directory. */
export const jobFile = (member: string) => `federation/${member}.yaml`;

/** Where the CA of a member stands, below the hub's directory. */
export const caFile = (member: string) => `statestore/${member}/certificate-authority-data.pem`;

/** Writes a file and the directories above it: at once, so that nobody reads half of it. */
export function put(path: string, text: string | Uint8Array): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

/** Removes a file, which has to be there. */
export const remove = (path: string) => rmSync(path);
