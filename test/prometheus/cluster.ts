import type { Cluster, Pod } from './discovery';

const SCRAPE = { 'prometheus.io/scrape': 'true' };

const pod = (name: string, ip: string, ports: readonly number[], more: Partial<Pod> = {}): Pod => ({
  name,
  namespace: 'shop',
  ip,
  node: 'node-a',
  containers: [{ name: 'main', ports: ports.map((port) => ({ port })) }],
  ...more,
});

/** A pod of the monitor; Istio has annotated it behind our back. */
const ours = (component: string, ip: string, port: number, more: Partial<Pod> = {}): Pod =>
  pod(component, ip, [port], {
    namespace: 'monitoring',
    labels: { app: 'prometheus', component, release: 'monitor' },
    annotations: SCRAPE,
    ...more,
  });

/** A cluster with the monitor in it, and with everything that tempts one to scrape twice. */
export const cluster: Cluster = {
  nodes: [{ name: 'node-a', ip: '10.0.0.1', labels: { 'topology.kubernetes.io/zone': 'a' } }],
  pods: [
    ours('prometheus-server', '10.1.0.1', 9090),
    ours('pushgateway', '10.1.0.2', 9091),
    ours('node-exporter', '10.0.0.1', 9100, {
      containers: [
        { name: 'node-exporter', ports: [{ port: 9100 }] },
        { name: 'istio-proxy', ports: [{ port: 15090 }] },
      ],
    }),
    ours('kube-state-metrics', '10.1.0.3', 8080, {
      annotations: {},
      containers: [{ name: 'ksm', ports: [{ port: 8080 }, { port: 8081 }] }],
    }),
    pod('coredns', '10.1.0.4', [], {
      namespace: 'kube-system',
      containers: [
        { name: 'dns', ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }, { port: 9153 }] },
      ],
    }),
    pod('both-same', '10.2.0.1', [8080], {
      annotations: { ...SCRAPE, 'prometheus.io/port': '8080' },
    }),
    pod('both-other', '10.2.0.2', [8080, 9102], {
      annotations: { ...SCRAPE, 'prometheus.io/port': '9102' },
    }),
    pod('both-no-port', '10.2.0.3', [8080, 9102], { annotations: SCRAPE }),
    pod('service-only', '10.2.0.4', [8080, 9102]),
    pod('dual', 'fd00::5', [8080]),
    pod('completed', '10.2.0.6', [8080], { phase: 'Succeeded', annotations: SCRAPE }),
    pod('sidecars', '10.2.0.7', [], {
      annotations: SCRAPE,
      containers: [
        { name: 'main', ports: [{ port: 8080 }, { port: 514, protocol: 'UDP' }] },
        { name: 'no-ports' },
      ],
    }),
    pod('silent', '10.2.0.8', [8080]),
  ],
  services: [
    {
      name: 'kubernetes',
      namespace: 'default',
      ports: [{ name: 'https', port: 443 }],
      slices: [{ ports: [{ name: 'https', port: 6443 }], addresses: [{ ip: '10.0.0.1' }] }],
    },
    {
      name: 'monitor-pushgateway',
      namespace: 'monitoring',
      annotations: { ...SCRAPE, 'prometheus.io/probe': 'pushgateway' },
      ports: [{ name: 'http', port: 9091 }],
      slices: [{ addresses: [{ ip: '10.1.0.2', pod: 'pushgateway' }] }],
    },
    {
      name: 'monitor-kube-state-metrics',
      namespace: 'monitoring',
      annotations: { ...SCRAPE, 'prometheus.io/port': '8080' },
      ports: [{ name: 'http', port: 8080 }],
      slices: [{ addresses: [{ ip: '10.1.0.3', pod: 'kube-state-metrics' }] }],
    },
    {
      name: 'kube-dns',
      namespace: 'kube-system',
      annotations: { ...SCRAPE, 'prometheus.io/port': '9153' },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53 },
        { name: 'metrics', port: 9153 },
      ],
      slices: [{ addresses: [{ ip: '10.1.0.4', pod: 'coredns' }] }],
    },
    {
      name: 'web',
      namespace: 'shop',
      annotations: SCRAPE,
      ports: [{ name: 'http', port: 8080 }],
      slices: [
        {
          addresses: [
            { ip: '10.2.0.1', pod: 'both-same' },
            { ip: '10.2.0.2', pod: 'both-other' },
            { ip: '10.2.0.3', pod: 'both-no-port' },
            { ip: '10.2.0.4', pod: 'service-only' },
            { ip: '10.2.0.6', pod: 'completed' },
          ],
        },
      ],
    },
    {
      name: 'dual',
      namespace: 'shop',
      annotations: SCRAPE,
      ports: [{ name: 'http', port: 8080 }],
      slices: [
        { addresses: [{ ip: 'fd00::5', pod: 'dual' }] },
        { secondaryFamily: true, addresses: [{ ip: '10.2.0.5', pod: 'dual' }] },
      ],
    },
    {
      name: 'external',
      namespace: 'shop',
      annotations: SCRAPE,
      ports: [{ name: 'http', port: 9187 }],
      slices: [{ addresses: [{ ip: '192.0.2.7' }] }],
    },
    {
      name: 'silent',
      namespace: 'shop',
      ports: [{ port: 8080 }],
      slices: [{ addresses: [{ ip: '10.2.0.8', pod: 'silent' }] }],
    },
  ],
};
