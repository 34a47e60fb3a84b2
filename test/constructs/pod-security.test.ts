import { fleetFile, type Manifest, rendered } from '../fleet';

/** Everything that can be switched on, with persistent storage and several replicas. */
const files = rendered(
  fleetFile({
    hub: 'replicas: 2, storage: 1Gi, grafana: { storage: 1Gi }, login: { htpasswd: { secret: a } }',
    cluster: 'monitor: { replicas: 2, storage: 1Gi, statsdExporter: true, federateOnly: true }',
  }),
);
const workloads = Object.values(files)
  .flat()
  .filter(({ spec }) => spec?.template);
const restricted = workloads.filter(({ kind }) => kind !== 'DaemonSet');

const named = (objects: Manifest[]) =>
  objects.map((object) => [object.metadata.name, object.spec.template.spec]);

it('there are the workloads of a hub and of a member', () =>
  expect(workloads.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
    'DaemonSet monitor-node-exporter',
    'Deployment hub-grafana',
    'Deployment hub-oauth2-proxy',
    'Deployment monitor-kube-state-metrics',
    'Deployment monitor-pushgateway',
    'Deployment monitor-statsd-exporter',
    'StatefulSet hub-alertmanager',
    'StatefulSet hub-prometheus-server',
    'StatefulSet monitor-prometheus-server',
  ]));

// https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
describe.each(named(restricted))('%s meets the restricted Pod Security Standard', (_name, pod) => {
  it('runs as a user who is not root', () =>
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: expect.any(Number),
      seccompProfile: { type: 'RuntimeDefault' },
    }));

  it('has no privileges to gain or to drop', () => {
    for (const { securityContext } of pod.containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('sees nothing of the host', () => {
    expect(pod).not.toHaveProperty('hostNetwork');
    expect(pod).not.toHaveProperty('hostPID');
    expect(JSON.stringify(pod.volumes ?? [])).not.toContain('hostPath');
  });
});

describe('tokens of the own API server', () => {
  it('go to the pods that ask it something, and to no other', () =>
    expect(
      named(workloads)
        .filter(([, pod]) => pod.automountServiceAccountToken !== false)
        .map(([name]) => name)
        .sort(),
    ).toEqual(['monitor-kube-state-metrics', 'monitor-prometheus-server']));
});

describe('namespaces', () => {
  const labels = (text: string, file: string) =>
    rendered(text)[file]?.find(({ kind }) => kind === 'Namespace')?.metadata.labels;
  const enforce = 'pod-security.kubernetes.io/enforce';
  const MEMBER = 'clusters/one/00-namespace.k8s.yaml';

  it('enforce the restricted standard where all pods meet it', () => {
    expect(labels(fleetFile(), 'hub/00-namespace.k8s.yaml')[enforce]).toBe('restricted');
    expect(
      labels(fleetFile({ cluster: 'monitor: { nodeExporter: false }' }), MEMBER)[enforce],
    ).toBe('restricted');
  });

  it('do not where node-exporter has to see the host', () => {
    expect(labels(fleetFile(), MEMBER)).not.toHaveProperty([enforce]);
    const shared = fleetFile().replace('cluster: control-plane', 'cluster: one');
    expect(labels(shared, 'hub/00-namespace.k8s.yaml')).not.toHaveProperty([enforce]);
  });

  it('stand in the file that kubectl applies first', () => {
    const files = Object.keys(rendered(fleetFile())).sort();
    expect(files.find((file) => file.startsWith('hub/'))).toBe('hub/00-namespace.k8s.yaml');
    expect(files.find((file) => file.startsWith('clusters/one/'))).toBe(MEMBER);
  });

  it('are left alone when every cluster has them, or when asked', () => {
    expect(
      labels(fleetFile({ cluster: 'monitor: { namespace: default }' }), MEMBER),
    ).toBeUndefined();
    expect(
      labels(fleetFile({ cluster: 'monitor: { createNamespace: false }' }), MEMBER),
    ).toBeUndefined();
  });
});
