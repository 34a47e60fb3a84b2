import { readFileSync } from 'node:fs';
import { Resources } from '../../../live/client/resources';
import type { Member } from '../../../model/types';
import type { ApiServer } from '../../api-server/server';
import { until } from '../../e2e/local/wait';
import { type Manifest, rendered, resolved } from '../../fleet';
import { connectionTo, lead } from '../detect/cluster';
import { ownAddress } from '../detect/prometheus';
import { type RunningServer, withServer } from '../drill-down/server';
import { memberOf, tokenOf } from '../drill-down/stage';
import type { Asked } from './ask';
import { type RunningFront, withFront } from './front';

/** The member of which nothing but its federation is for the hub. */
export const ONE = 'one';
/** The one that is read on demand, too. */
export const DRILLED = 'drilled';

const FLEET = [
  'hub: { cluster: control-plane, storage: 1Gi }',
  'defaults: { auth: { type: serviceAccountToken }, monitor: { federateOnly: true, nodeExporter: false } }',
  'clusters:',
  `  - { name: ${ONE}, server: 'https://192.0.2.1:6443' }`,
  `  - { name: ${DRILLED}, server: 'https://192.0.2.1:6443', monitor: { namespace: other, release: other }, federation: { drillDown: true } }`,
].join('\n');

/** A member, what stands in front of its Prometheus, and who reads it. */
export interface Guarded {
  readonly member: Member;
  readonly container: Manifest;
  readonly front: RunningFront;
  /** The API server, as the member's reader. */
  readonly reader: Required<Asked>;
  /** A token of the account that the pods have. */
  readonly podToken: string;
  /** Has the member's Service lead to another front. */
  readonly leadTo: (front: RunningFront) => Promise<void>;
  /** Runs another front of the same Prometheus. */
  readonly withAnother: (
    args: readonly string[],
    use: (front: RunningFront) => Promise<void>,
  ) => Promise<void>;
}

/** A real Prometheus with two members' fronts before it, behind the proxy of a real API server. */
export interface Stage {
  readonly prometheus: RunningServer;
  readonly one: Guarded;
  readonly drilled: Guarded;
}

/** The prefix of the Prometheus. */
export const PREFIX = '/prometheus';

export const onStage = (server: ApiServer, run: (stage: Stage) => Promise<void>): Promise<void> =>
  withServer(
    {
      prefix: PREFIX,
      config: (listens) => ({
        global: { scrape_interval: '1s' },
        scrape_configs: [
          {
            job_name: 'self',
            metrics_path: `${PREFIX}/metrics`,
            static_configs: [{ targets: [listens] }],
          },
        ],
      }),
    },
    async (prometheus) => {
      await until('the first samples', async () => (await prometheus.query('up')).length > 0);
      await guarded(server, ONE, prometheus, (one) =>
        guarded(server, DRILLED, prometheus, (drilled) => run({ prometheus, one, drilled })),
      );
    },
  );

/** Applies what a member needs to be read, with a front where its Service leads to. */
async function guarded(
  server: ApiServer,
  name: string,
  { listens }: RunningServer,
  use: (guarded: Guarded) => Promise<void>,
): Promise<void> {
  const member = memberOf(resolved(FLEET), name);
  const files = rendered(FLEET);
  const of = (file: string) => files[`clusters/${name}/${file}.k8s.yaml`] ?? [];
  const resources = new Resources(connectionTo(server));
  const needed = ['Service', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'];
  const monitor = of('monitor').filter(
    ({ kind, metadata }) =>
      needed.includes(kind) && metadata.labels.component === 'prometheus-server',
  );
  for (const object of [...of('00-namespace'), ...of('access'), ...monitor]) {
    await resources.apply(object, { manager: 'test', force: true });
  }
  const container = of('monitor')
    .find(({ kind }) => kind === 'StatefulSet')
    ?.spec.template.spec.containers.find((one: Manifest) => one.name === 'kube-rbac-proxy');
  if (!container || !member.monitor) throw new Error('nothing stands in front of it');
  const { namespace, name: service } = member.monitor.server;
  const podToken = await tokenOf(server, namespace, service);
  const { clusters } = JSON.parse(readFileSync(server.kubeconfig, 'utf8'));
  const url = new URL(clusters[0].cluster.server);
  const options = {
    container,
    upstream: listens,
    host: ownAddress(),
    kubeconfig: kubeconfigOf(clusters, podToken),
  };
  const leadTo = (front: RunningFront) =>
    lead(
      server,
      { name: service, namespace, portName: 'https' },
      { address: front.host, port: front.port },
    );
  await withFront(options, async (front) => {
    await leadTo(front);
    await use({
      member,
      container,
      front,
      podToken,
      leadTo,
      reader: {
        host: url.hostname,
        port: Number(url.port),
        token: await tokenOf(server, namespace, member.reader.name),
      },
      withAnother: (args, other) => withFront({ ...options, args }, other),
    });
  });
}

const kubeconfigOf = (clusters: readonly { name: string }[], token: string) => ({
  apiVersion: 'v1',
  kind: 'Config',
  clusters,
  users: [{ name: 'pod', user: { token } }],
  contexts: [{ name: 'pod', context: { cluster: clusters[0]?.name, user: 'pod' } }],
  'current-context': 'pod',
});
