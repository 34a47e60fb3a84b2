import type { Exporter } from './component';

/** statsd_exporter, for programs that send StatsD lines instead of offering metrics. */
export const STATSD_EXPORTER = {
  component: 'statsd-exporter',
  application: 'statsd-exporter',
  app: 'prometheus',
  image: { repository: 'quay.io/prometheus/statsd-exporter', tag: 'v0.31.0' },
  port: 9102,
  servicePort: 9102,
  user: 65534,
  resources: { requests: { cpu: '10m', memory: '32Mi' } },
  enabled: false,
  job: 'statsd_exporter',
  instance: 'pod',
  fedByTenants: true,
  /** Where lines are sent to, by UDP or TCP. */
  statsdPort: 9125,
} as const satisfies Exporter & { statsdPort: number };
