import type { Monitor } from '../../model/types';
import { memberScrapeConfigs } from '../../prometheus/member';
import { monitorSources } from '../../prometheus/rules/member/sources';
import type { ScrapeConfig } from '../../prometheus/types';
import { fleetFile, only, rendered, resolvedMember } from '../fleet';

const monitor = (settings: string) =>
  resolvedMember(fleetFile({ cluster: `monitor: { ${settings} }` })).monitor as Monitor;
const job = (settings: string, name: string) =>
  (memberScrapeConfigs(monitor(settings)) as ScrapeConfig[]).find(
    ({ job_name }) => job_name === name,
  );

describe('a component of the control plane', () => {
  it('is scraped when asked for alone', () => {
    expect(job('', 'etcd')).toBeUndefined();
    expect(job('controlPlane: { etcd: true }', 'etcd')).toBeDefined();
  });

  it('gets the token by verified TLS where it asks who comes', () =>
    expect(job('controlPlane: { scheduler: true }', 'kube-scheduler')).toMatchObject({
      scheme: 'https',
      authorization: { credentials_file: expect.stringMatching(/token$/) },
      tls_config: { ca_file: expect.stringMatching(/serviceaccount\/ca\.crt$/) },
    }));

  it('gets no token without TLS', () => {
    const plain = job('controlPlane: { scheduler: { scheme: http } }', 'kube-scheduler');
    expect(plain).not.toHaveProperty('authorization');
    expect(plain).not.toHaveProperty('tls_config');
  });

  it('is shown a certificate instead of the token, which is mounted', () => {
    const settings =
      'secrets: [a], controlPlane: { etcd: { secret: b }, scheduler: { secret: b } }';
    expect(job(settings, 'kube-scheduler')).not.toHaveProperty('authorization');
    expect(job(settings, 'etcd')?.tls_config).toEqual({
      ca_file: '/etc/prometheus/secrets/b/ca.crt',
      cert_file: '/etc/prometheus/secrets/b/tls.crt',
      key_file: '/etc/prometheus/secrets/b/tls.key',
    });
    expect(monitor(settings).server.secrets.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('is what the rules about it read', () => {
    expect(monitorSources(monitor('controlPlane: { coreDns: true }'))).toMatchObject({
      coreDns: 'job="coredns"',
      scheduler: expect.stringContaining('kube-system'),
    });
  });

  it('is left out of the jobs for annotated pods and Services, at its port', () => {
    for (const name of ['kubernetes-pods', 'kubernetes-service-endpoints']) {
      expect(job('controlPlane: { coreDns: true }', name)?.relabel_configs).toContainEqual({
        source_labels: [
          '__meta_kubernetes_namespace',
          '__meta_kubernetes_pod_label_k8s_app',
          '__address__',
        ],
        regex: 'kube-system;kube-dns;.+:9153',
        action: 'drop',
      });
    }
  });

  it('is let through to by the NetworkPolicy', () => {
    const files = rendered(
      fleetFile({ cluster: 'monitor: { controlPlane: { kubeProxy: { port: 1249 } } }' }),
    );
    const policy = only(files, 'NetworkPolicy', 'monitor-prometheus-server');
    expect(JSON.stringify(policy.spec.egress)).toContain('{"port":1249,"protocol":"TCP"}');
  });
});

describe("the user's rules for a built-in job", () => {
  const rule = "{ action: labelmap, regex: 'exported_(.+)' }";

  it("come before promfleet's own, and the job is set again", () =>
    expect(
      job(`metricRelabelings: { kubernetes-pods: [${rule}] }`, 'kubernetes-pods')
        ?.metric_relabel_configs,
    ).toEqual([
      { action: 'labelmap', regex: 'exported_(.+)' },
      { target_label: 'job', replacement: 'kubernetes-pods' },
      { action: 'labeldrop', regex: 'promfleet' },
    ]));

  it('change nothing of a job that sets its job itself but come first', () => {
    const plain = job('', 'kube-state-metrics')?.metric_relabel_configs ?? [];
    const changed = job(
      `metricRelabelings: { kube-state-metrics: [${rule}] }`,
      'kube-state-metrics',
    );
    expect(changed?.metric_relabel_configs?.slice(1)).toEqual(plain);
  });
});

describe('further paths of kubelets', () => {
  it.each([
    ['probes', '/metrics/probes'],
    ['resource', '/metrics/resource'],
  ])('%s is scraped when asked for, with the same credentials', (key, path) => {
    const found = job(`kubelet: { ${key}: true }`, `kubernetes-${key}`);
    const nodes = job('', 'kubernetes-nodes');
    expect(job('', `kubernetes-${key}`)).toBeUndefined();
    expect(found).toMatchObject({
      metrics_path: path,
      authorization: nodes?.authorization,
      tls_config: nodes?.tls_config,
    });
  });
});
