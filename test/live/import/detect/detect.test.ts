import { Agent } from 'node:https';
import { ApiConnection } from '../../../../live/client/connection';
import { detect } from '../../../../live/import/detect';
import { withCluster } from './cluster';

const found = (names: readonly string[], changes: object = {}) =>
  withCluster(names, ({ connection }) => detect(connection), changes);

it.each([
  ['gke', true, 'StorageClass standard-rwo is the default'],
  ['eks', false, 'none of its StorageClasses (gp2) is marked as the default'],
  ['rancher', false, 'there is no StorageClass'],
])('%s: a default StorageClass, or none', async (name, value, reason) =>
  expect((await found([name])).defaultStorageClass).toEqual({ value, reasons: [reason] }),
);

it.each([
  [
    'kube-prometheus-stack',
    'DaemonSet monitoring/kps-prometheus-node-exporter listens on port 9100 of its host',
  ],
  ['openshift', 'DaemonSet openshift-monitoring/node-exporter has the host port 9100'],
])("%s has node-exporter's port", async (name, reason) =>
  expect((await found(['kubeadm', name])).nodeExporterPortTaken).toEqual({
    value: reason.split(' ').slice(0, 2).join(' '),
    reasons: [reason],
  }),
);

it("an agent of another name has node-exporter's port", async () => {
  const template = {
    spec: { containers: [{ ports: [{ containerPort: 9100, hostPort: 9100 }] }] },
  };
  const agent = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'ops' },
    spec: { template },
  };
  const { nodeExporterPortTaken } = await found(['kubeadm'], { objects: [agent] });
  expect(nodeExporterPortTaken?.value).toBe('DaemonSet ops/agent');
});

it('a pod that has the port on its own network leaves it free', async () => {
  const template = { spec: { containers: [{ ports: [{ containerPort: 9100 }] }] } };
  const inside = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'inside', namespace: 'ops' },
    spec: { template },
  };
  const { nodeExporterPortTaken } = await found(['kubeadm'], { objects: [inside] });
  expect(nodeExporterPortTaken).toBeUndefined();
});

it("promfleet's own node-exporter is in nobody's way", async () =>
  expect((await found(['kubeadm', 'promfleet'])).nodeExporterPortTaken).toBeUndefined());

it('what is refused stays unknown, with the reason', async () => {
  const { notes, ...findings } = await found(['nothing-allowed']);
  expect(findings).toEqual({
    kubeletCertificates: expect.objectContaining({ value: 'unknown' }),
  });
  const refused = notes?.filter((note) => note.includes('was refused, found 403: forbidden'));
  expect(refused?.map((note) => note.split(':')[0])).toEqual([
    'whether there is a Prometheus is not known',
    "whether node-exporter's port is free is not known",
    'whether there is a default StorageClass is not known',
  ]);
});

it('who may not read the version may still be told other things', async () => {
  const findings = await found(['kind'], { version: undefined });
  expect(findings.provider?.value).toBe('kind');
});

it('every list is bounded', () =>
  withCluster(['kubeadm', 'kube-prometheus-stack'], async ({ connection, requests }) => {
    await detect(connection);
    const lists = requests.filter((request) => /\/[a-z]+s(\?|$)/.test(request));
    const bounded = /[?&]limit=\d+|^POST |^GET \/apis$/;
    expect(lists.length).toBeGreaterThan(6);
    expect(lists.filter((request) => !bounded.test(request))).toEqual([]);
  }));

it('no path is asked for twice', () =>
  withCluster(['kubeadm', 'community-prometheus'], async ({ connection, requests }) => {
    await detect(connection);
    const asked = requests.filter((request) => request.startsWith('GET '));
    expect(new Set(asked).size).toBe(asked.length);
  }));

describe('a cluster that cannot be asked', () => {
  it('because nothing listens there', async () => {
    const server = 'https://127.0.0.1:1';
    const connection = new ApiConnection(server, async () => ({ server, agent: new Agent() }));
    expect(await detect(connection)).toEqual({
      unreachable: expect.stringMatching(
        /^https:\/\/127\.0\.0\.1:1 cannot be asked, found .*ECONNREFUSED/,
      ),
    });
  });

  it('because it is something else', async () =>
    expect(await found(['kubeadm'], { version: { hello: 'world' } })).toEqual({
      unreachable:
        'https://192.0.2.10:6443 answers, but not as an API server of Kubernetes does, check the server of the kubeconfig',
    }));

  it('in time: the others are not kept waiting', () =>
    withCluster(['kubeadm'], async ({ connection }) => {
      const ask = connection.request.bind(connection);
      const slow = /storageclasses/;
      connection.request = (asked) => (slow.test(asked.path) ? new Promise(() => {}) : ask(asked));
      const { notes, provider } = await detect(connection, { timeoutMs: 1000 });
      expect(provider?.value).toBe('kubeadm');
      expect(notes).toEqual([
        'whether there is a default StorageClass is not known: the cluster did not answer in time',
      ]);
    }));
});
