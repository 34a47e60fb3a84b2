import type { Exporter } from './component';

/** node-exporter: what the nodes' kernels count. */
export const NODE_EXPORTER = {
  component: 'node-exporter',
  application: 'node-exporter',
  app: 'prometheus',
  image: { repository: 'quay.io/prometheus/node-exporter', tag: 'v1.12.1' },
  port: 9100,
  servicePort: 9100,
  user: 65534,
  resources: { requests: { cpu: '50m', memory: '32Mi' } },
  enabled: true,
  job: 'node_exporter',
  instance: 'node',
  hostNetwork: true,
  /** Collectors that say something of the network that it is on. */
  ofNetwork: [
    'arp',
    'conntrack',
    'ipvs',
    'netdev',
    'netstat',
    'nfs',
    'nfsd',
    'sockstat',
    'udp_queues',
  ],
} as const satisfies Exporter & { ofNetwork: readonly string[] };
