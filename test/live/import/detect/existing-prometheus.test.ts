import { detect } from '../../../../live/import/detect';
import { withCluster } from './cluster';

const found = (names: readonly string[], changes: object = {}) =>
  withCluster(['kubeadm', ...names], ({ connection }) => detect(connection), changes);

it('kube-prometheus-stack: the Service of the chart, its port by name, and its replicas', async () =>
  expect((await found(['kube-prometheus-stack'])).existing).toEqual({
    value: {
      service: 'kps-prometheus',
      namespace: 'monitoring',
      port: 'http-web',
      prefix: '',
      jobs: ['apiserver', 'kps-prometheus', 'kube-state-metrics', 'kubelet', 'node-exporter'],
      replicaLabel: 'prometheus_replica',
    },
    reasons: [
      'Service monitoring/kps-prometheus selects the pods of Prometheus kps-prometheus of the Prometheus Operator, of the chart kube-prometheus-stack-79.8.2',
      'it answers below /, 5 jobs with 41234 series',
    ],
  }));

it('the community chart: below its prefix, with the external label that replicas differ in', async () =>
  expect((await found(['community-prometheus'])).existing).toEqual({
    value: {
      service: 'prom-prometheus-server',
      namespace: 'observability',
      port: 'http',
      prefix: '/prometheus',
      jobs: ['kubernetes-nodes', 'kubernetes-service-endpoints', 'prometheus'],
      replicaLabel: 'replica',
    },
    reasons: [
      "Service observability/prom-prometheus-server is labelled as a Prometheus's, of the chart prometheus-27.45.0",
      'it answers below /prometheus, 3 jobs',
    ],
  }));

it('nothing of a configuration but names of labels is kept', async () =>
  expect(JSON.stringify(await found(['community-prometheus']))).not.toMatch(
    /remote_write|password|metrics\.example/,
  ));

it('of several none is taken, and each is named as it would be written', async () => {
  const { existing, notes } = await found(['kube-prometheus-stack', 'community-prometheus']);
  expect(existing).toBeUndefined();
  expect(notes).toEqual([
    '2 Prometheus servers answer and none is taken: write monitor.existing: { service: kps-prometheus, namespace: monitoring, port: http-web }, or write monitor.existing: { service: prom-prometheus-server, namespace: observability, port: http, prefix: /prometheus }',
  ]);
});

it('one that asks for a login is none that the hub can read', async () => {
  const { existing, notes } = await withCluster(['openshift'], ({ connection }) =>
    detect(connection),
  );
  expect(existing).toBeUndefined();
  expect(notes).toContain(
    "Prometheus openshift-monitoring/prometheus-k8s is not taken: it asks for a login (401), and none gets through the API server's proxy",
  );
});

it('one without pods is none either', async () => {
  const { existing, notes } = await found(['kube-prometheus-stack'], { proxy: {} });
  expect(existing).toBeUndefined();
  expect(notes).toEqual([
    'Prometheus monitoring/kps-prometheus is not taken: GET /api/v1/namespaces/monitoring/services/kps-prometheus:http-web/proxy was refused, found 503: no endpoints available for service "monitoring/kps-prometheus:http-web"; for later, write monitor.existing: { service: kps-prometheus, namespace: monitoring, port: http-web }',
  ]);
});

it('one below a prefix that the flags of its pods name', async () => {
  const at = 'observability/prom-prometheus-server:http';
  const jobs = { status: 200, body: { status: 'success', data: ['kubelet'] } };
  const ready = { status: 200, body: 'Prometheus Server is Ready.\n' };
  const prefix = '/tools/metrics';
  const proxy = {
    [at]: { [`${prefix}/-/ready`]: ready, [`${prefix}/api/v1/label/job/values`]: jobs },
  };
  const labels = {
    'app.kubernetes.io/component': 'server',
    'app.kubernetes.io/instance': 'prom',
    'app.kubernetes.io/name': 'prometheus',
  };
  const pod = (...args: string[]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'prom-prometheus-server-0', namespace: 'observability', labels },
    spec: { containers: [{ args }] },
  });
  for (const flags of [
    ['--web.external-url=https://tools.example.com/tools/metrics'],
    ['--web.external-url=https://tools.example.com/', '--web.route-prefix=/tools/metrics/'],
  ]) {
    const { existing } = await found(['community-prometheus'], { proxy, objects: [pod(...flags)] });
    expect(existing?.value.prefix).toBe(prefix);
  }
});

it('one whose prefix is not known is named with what is to be written', async () => {
  const { notes } = await found(['kube-prometheus-stack'], {
    proxy: { 'monitoring/kps-prometheus:http-web': {} },
  });
  expect(notes).toEqual([
    'Prometheus monitoring/kps-prometheus is not taken: it answers neither below / nor /prometheus; for later, write monitor.existing: { service: kps-prometheus, namespace: monitoring, port: http-web }',
  ]);
});

it('one in shards is not read through one Service', async () => {
  const sharded = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'big', namespace: 'monitoring' },
    spec: { shards: 3 },
  };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'big', namespace: 'monitoring' },
    spec: { selector: { prometheus: 'big' }, ports: [{ name: 'web', port: 9090 }] },
  };
  const { existing, notes } = await found([], { objects: [sharded, service] });
  expect(existing).toBeUndefined();
  expect(notes?.join()).toContain('its 3 shards have a part of the series each');
});

it('one that serves TLS is asked for it', async () => {
  const at = 'monitoring/https:kps-prometheus:http-web';
  const plain = { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' };
  const ready = { status: 200, body: 'Prometheus Server is Ready.\n' };
  const jobs = { status: 200, body: { status: 'success', data: ['kubelet'] } };
  const proxy = {
    'monitoring/kps-prometheus:http-web': { '/-/ready': plain },
    [at]: { '/-/ready': ready, '/api/v1/label/job/values': jobs },
  };
  const { existing } = await found(['kube-prometheus-stack'], { proxy });
  expect(existing?.value).toMatchObject({ scheme: 'https', prefix: '', jobs: ['kubelet'] });
});

it('a Service that leads to what stands beside a Prometheus is none', async () => {
  const thanos = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'thanos-sidecar',
      namespace: 'ops',
      labels: { 'app.kubernetes.io/name': 'prometheus' },
    },
    spec: { selector: { app: 'prometheus' }, ports: [{ name: 'grpc', port: 10901 }] },
  };
  const { existing, notes } = await found([], { objects: [thanos] });
  expect([existing, notes]).toEqual([undefined, undefined]);
});

it("an agent and promfleet's own are none", async () => {
  const { existing, notes } = await found(['promfleet']);
  expect([existing, notes]).toEqual([undefined, undefined]);
  const agent = { '/-/ready': { status: 200, body: 'Prometheus Agent is Ready.\n' } };
  const other = await found(['kube-prometheus-stack'], {
    proxy: { 'monitoring/kps-prometheus:http-web': agent },
  });
  expect(other.notes?.join()).toContain('what answers is no Prometheus server');
});
