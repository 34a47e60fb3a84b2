import { OWN_FLAGS } from '../../inventory/schema/exporter-settings';
import { flagName } from '../../language/command-flag';
import { fleetFile, only, rendered, resolvedDiagnostics } from '../fleet';

const files = (settings: string) =>
  rendered(fleetFile({ cluster: `monitor: { exporters: { ${settings} } }` }));
const container = (settings: string, kind: string, name: string) =>
  only(files(settings), kind, `monitor-${name}`).spec.template.spec.containers[0];

it.each([
  ['nodeExporter', 'DaemonSet', 'node-exporter', ''],
  [
    'kubeStateMetrics',
    'Deployment',
    'kube-state-metrics',
    'kubeStateMetrics: { metricDenylist: [a], metricLabelsAllowlist: { pods: [b] } }',
  ],
] as const)(
  'whatever flag is set of %s is refused among further ones',
  (key, kind, name, settings) =>
    expect(OWN_FLAGS[key]).toEqual(
      expect.arrayContaining(container(settings, kind, name).args.map(flagName)),
    ),
);

describe('kube-state-metrics', () => {
  it('is told its lists as it reads them', () =>
    expect(
      container(
        'kubeStateMetrics: { metricAllowlist: [^kube_pod, b], metricLabelsAllowlist: { pods: [team, a/b], namespaces: [c] }, args: [--v=2] }',
        'Deployment',
        'kube-state-metrics',
      ).args.slice(3),
    ).toEqual([
      '--metric-allowlist=^kube_pod,b',
      '--metric-labels-allowlist=namespaces=[c],pods=[team,a/b]',
      '--v=2',
    ]));

  it('has no more labels than a series may have', () => {
    const cluster =
      'federation: { labelLimit: 10 }, monitor: { exporters: { kubeStateMetrics: { metricLabelsAllowlist: { pods: [a, b] } } } }';
    expect(
      resolvedDiagnostics(fleetFile({ cluster })).filter(({ code }) => code === 'out-of-range'),
    ).toMatchObject([{ message: expect.stringContaining('found 2 keys, write at most 1 ') }]);
  });
});

describe('node-exporter at another port', () => {
  const moved = 'nodeExporter: { port: 9101 }';

  it('listens there, on the host', () =>
    expect(container(moved, 'DaemonSet', 'node-exporter')).toMatchObject({
      args: expect.arrayContaining(['--web.listen-address=[$(HOST_IP)]:9101']),
      ports: [{ containerPort: 9101, hostPort: 9101 }],
    }));

  it('is found and let through to there, and nowhere else', () => {
    const all = JSON.stringify(files(moved)).match(/\b910[01]\b/g);
    expect(new Set(all)).toEqual(new Set(['9101']));
  });

  it('lets two monitors stand on one cluster', () => {
    const two = (settings: string) =>
      rendered(
        [
          'hub: { cluster: home }',
          'clusters:',
          "  - { name: one, server: 'https://192.0.2.1' }",
          `  - { name: two, server: 'https://192.0.2.1', auth: { secretName: two }, monitor: { release: two, pushgateway: false${settings} } }`,
        ].join('\n'),
      );
    expect(() => two('')).toThrow('host port 9100');
    expect(() => two(`, exporters: { ${moved} }`)).not.toThrow();
  });
});

describe('node-exporter on a network of its own', () => {
  const own = 'nodeExporter: { hostNetwork: false }';

  it('takes no port of its node, and counts no network as its', () => {
    const { spec } = only(files(own), 'DaemonSet', 'monitor-node-exporter').spec.template;
    expect(spec).not.toHaveProperty('hostNetwork');
    expect(spec.containers[0].ports).toEqual([{ name: 'http', containerPort: 9100 }]);
    expect(spec.containers[0].args).toContain('--no-collector.netdev');
  });

  it('is asked by the monitor alone', () =>
    expect(only(files(own), 'NetworkPolicy', 'monitor-node-exporter').spec.ingress).toEqual([
      {
        from: [{ podSelector: { matchLabels: expect.objectContaining({ release: 'monitor' }) } }],
        ports: [{ port: 9100, protocol: 'TCP' }],
      },
    ]));
});
