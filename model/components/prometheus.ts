import type { Deployable } from './component';

/** Prometheus, in members and at the hub. */
export const PROMETHEUS = {
  component: 'prometheus-server',
  application: 'prometheus',
  app: 'prometheus',
  image: { repository: 'quay.io/prometheus/prometheus', tag: 'v3.14.0' },
  port: 9090,
  servicePort: 80,
  // Of the busybox image; the distroless one has another, see `prometheusFeatures`.
  user: 65534,
  resources: { requests: { cpu: '100m', memory: '512Mi' } },
} as const satisfies Deployable;

/** Bytes that writing a block takes at once: Prometheus allocates its first file whole. */
export const ROOM_FOR_A_BLOCK = 512 * 2 ** 20;

/** The Prometheus of a member. */
export const MONITOR_PROMETHEUS = {
  ...PROMETHEUS,
  job: 'prometheus',
  namespace: 'monitoring',
  release: 'monitor',
  /** Path below which all of its own is served, without a trailing slash. */
  routePrefix: '/prometheus',
  retention: '24h',
  /** What is kept without a volume: about a million series for the 24 hours. */
  retentionWithoutVolume: '8GB',
  scrapeInterval: '30s',
  /** At most: a shorter interval shortens it. */
  scrapeTimeout: '10s',
} as const;

/** The Prometheus of the hub. */
export const HUB_PROMETHEUS = {
  ...PROMETHEUS,
  job: 'prometheus',
  namespace: 'monitoring',
  release: 'hub',
  routePrefix: '',
  retention: '15d',
  /** What is kept without a volume: a hub that is tried out is to fill nobody's disk. */
  retentionWithoutVolume: '40GB',
  scrapeInterval: '30s',
  /** Label that tells the replicas apart, where there are several. */
  replicaLabel: 'prometheus_replica',
} as const;
