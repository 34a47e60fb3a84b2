import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadKubeconfig } from '../../../live/client/kubeconfig';
import { Resources } from '../../../live/client/resources';
import { REMOTE_READ_LIMITS } from '../../../model/components/drill-down';
import type { DrillDown, Fleet, Member } from '../../../model/types';
import { hubConfig } from '../../../prometheus/hub';
import { federationJob } from '../../../prometheus/jobs/federation';
import { memberGlobal } from '../../../prometheus/member';
import { drillDownConfig } from '../../../prometheus/remote-read';
import type { ApiServer } from '../../api-server/server';
import { put } from '../../faults/hub/files';
import { rendered, resolved } from '../../fleet';
import { metrics } from '../../tenants/servers';
import { connectionTo, lead } from '../detect/cluster';
import { ownAddress } from '../detect/prometheus';
import { type RunningServer, withServer } from './server';

/** What asks members waits no longer: a member that is down would take half a minute. */
export const TIMEOUT_S = 3;

/** What is federated: not the metrics that raw queries ask for. */
export const MATCH = ['up', 'apiserver_request_total', '{promfleet="federate"}'];

const RULES = {
  groups: [
    {
      name: 'test',
      rules: [
        { record: 'job:up:sum', expr: 'sum by (job) (up)', labels: { promfleet: 'federate' } },
        { alert: 'Always', expr: 'vector(1)', labels: { promfleet: 'federate' } },
      ],
    },
  ],
};

/** The job of what the member scrapes. */
export const JOB = 'self';

/** A hub, what drills down for it, and a member behind a real API server; another never answers. */
export interface Stage {
  readonly fleet: Fleet;
  readonly hub: RunningServer;
  readonly member: RunningServer;
  readonly drillDown: DrillDown;
  /** The configuration of the hub; `pauses` leaves the members' jobs out. */
  readonly hubConfigOf: (pauses: boolean) => object;
  /** The token of a member's reader. */
  readonly token: (member: string) => string;
}

/** The member that is asked. */
export const ONE = 'one';
/** The one that never answers. */
export const DOWN = 'down';
/** The one that is federated, and not read on demand. */
export const PLAIN = 'plain';

/** A fleet file takes no loopback: this name stands for it. */
const LOOPBACK = 'loopback.test';
const onLoopback = (config: object): object =>
  JSON.parse(JSON.stringify(config).replaceAll(LOOPBACK, '127.0.0.1'));

const fleetText = (server: string, silent: string, statestore: string) =>
  [
    `hub: { cluster: control-plane, statestore: ${statestore}, storage: 1Gi, grafana: { enabled: false }, alertmanager: { enabled: false } }`,
    'defaults: { auth: { type: serviceAccountToken }, federation: { interval: 1s, drillDown: true } }',
    'clusters:',
    `  - { name: ${ONE}, server: '${server}' }`,
    `  - { name: ${DOWN}, server: 'https://${silent}' }`,
    `  - { name: ${PLAIN}, server: '${server}', monitor: { namespace: other, release: other, nodeExporter: false }, federation: { drillDown: false } }`,
  ].join('\n');

/** Sets the stage while a function takes, which begins when the hub has samples of the member. */
export async function onStage(
  server: ApiServer,
  silent: string,
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  const directory = join(server.kubeconfig, '..');
  const { clusters } = JSON.parse(readFileSync(server.kubeconfig, 'utf8'));
  const { server: url, 'certificate-authority-data': ca } = clusters[0].cluster;
  const named = (address: string) => address.replace('127.0.0.1', LOOPBACK);
  const text = fleetText(named(url), named(silent), join(directory, 'statestore'));
  const fleet = resolved(text);
  const { drillDown } = fleet.hub;
  if (!drillDown) throw new Error('nobody is read on demand');
  await applyMembers(server, text, [ONE, PLAIN]);
  const tokens = new Map<string, string>();
  for (const { name, job, reader } of fleet.members) {
    const token = name === DOWN ? 'none' : await tokenOf(server, reader.namespace, reader.name);
    tokens.set(name, token);
    put(job.credentials.caFile, Buffer.from(ca, 'base64').toString());
    put(job.credentials.tokenFile ?? '', token);
  }
  // As the API server's own requests, which have a label of the name that queries ask by.
  const requests = await metrics('apiserver_request_total{scope="cluster"} 7');
  try {
    await withMember(memberOf(fleet, ONE), requests.address, async (member) => {
      for (const name of [ONE, PLAIN]) await leadTo(server, memberOf(fleet, name), member);
      const reads = drillDownConfig(drillDown).remote_read ?? [];
      const impatient = reads.map((read) => ({ ...read, remote_timeout: `${TIMEOUT_S}s` }));
      await withServer(
        { config: () => onLoopback({ remote_read: impatient }) },
        async (gateway) => {
          const hubConfigOf = (pauses: boolean) => configOf(fleet, gateway.url, pauses);
          // A gap is seen at once, not after five minutes.
          const args = ['--query.lookback-delta=3s'];
          await withServer({ config: () => hubConfigOf(false), args }, (hub) =>
            run({
              fleet,
              hub,
              member,
              drillDown,
              hubConfigOf,
              token: (name) => tokens.get(name) ?? '',
            }),
          );
        },
      );
    });
  } finally {
    requests.close();
  }
}

/** A member of the fleet by its name. */
export function memberOf({ members }: Fleet, name: string): Member {
  const found = members.find((member) => member.name === name);
  if (!found) throw new Error(`no member ${name}`);
  return found;
}

/** A connection as a member's reader. */
export function asReader({ kubeconfig }: ApiServer, token: string) {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8'));
  const file = `${kubeconfig}-reader`;
  put(file, JSON.stringify({ ...config, users: [{ name: 'admin', user: { token } }] }));
  return loadKubeconfig({ files: [file], env: {} }).connection('test');
}

/** A Prometheus as the member's own, but for what it scrapes and how often. */
function withMember(
  { monitor }: Member,
  requests: string,
  use: (member: RunningServer) => Promise<void>,
): Promise<void> {
  if (!monitor) throw new Error('it has no monitor');
  const { routePrefix } = monitor.server;
  const config = (listens: string) => ({
    ...memberGlobal(monitor),
    global: {
      ...memberGlobal(monitor).global,
      scrape_interval: '1s',
      scrape_timeout: '1s',
      evaluation_interval: '1s',
    },
    rule_files: ['rules.yml'],
    scrape_configs: [
      {
        job_name: JOB,
        metrics_path: `${routePrefix}/metrics`,
        static_configs: [{ targets: [listens] }],
      },
      { job_name: 'requests', static_configs: [{ targets: [requests] }] },
    ],
  });
  const limits = monitor.server.remoteReadLimits;
  if (limits !== REMOTE_READ_LIMITS) throw new Error('it has no limits');
  return withServer(
    {
      config,
      files: { 'rules.yml': stringify(RULES) },
      address: ownAddress(),
      prefix: routePrefix,
      args: [
        `--storage.remote.read-sample-limit=${limits.samples}`,
        `--storage.remote.read-concurrent-limit=${limits.concurrent}`,
      ],
    },
    use,
  );
}

/** What promfleet writes for the hub, as far as it is about members, with a second between scrapes. */
function configOf({ hub, members }: Fleet, gateway: string, pauses: boolean): object {
  const { global, remote_read = [] } = hubConfig(hub);
  const scraped = members.filter(({ name }) => name !== DOWN && !pauses);
  return onLoopback({
    global: { ...global, scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    scrape_configs: scraped.map(({ job }) => federationJob(job, MATCH)),
    remote_read: remote_read.map((read) => ({ ...read, url: `${gateway}/api/v1/read` })),
  });
}

async function applyMembers(
  server: ApiServer,
  text: string,
  names: readonly string[],
): Promise<void> {
  const resources = new Resources(connectionTo(server));
  const files = rendered(text);
  for (const name of names) {
    const of = (file: string) => files[`clusters/${name}/${file}.k8s.yaml`] ?? [];
    const services = of('monitor').filter(
      ({ kind, spec, metadata }) =>
        kind === 'Service' && spec.type && metadata.labels.component === 'prometheus-server',
    );
    for (const object of [...of('00-namespace'), ...of('access'), ...services]) {
      await resources.apply(object, { manager: 'test', force: true });
    }
  }
}

/** Has a member's Service lead to a Prometheus. */
function leadTo(
  server: ApiServer,
  { reader: { namespace, resourceName } }: Member,
  { listens }: RunningServer,
): Promise<void> {
  const [address = '', port] = listens.split(':');
  const [name = ''] = resourceName.split(':');
  return lead(server, { name, namespace, portName: 'http' }, { address, port: Number(port) });
}

/** A token of an account. */
export async function tokenOf(
  server: ApiServer,
  namespace: string,
  account: string,
): Promise<string> {
  const { status, body } = await server.client.request(
    'POST',
    `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
    JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} }),
  );
  const token = Object(body).status?.token;
  if (typeof token !== 'string') throw new Error(`no token: ${status} ${JSON.stringify(body)}`);
  return token;
}
