import type { Exporter } from './component';

/** The Pushgateway, for jobs that end before they could be scraped. */
export const PUSHGATEWAY = {
  component: 'pushgateway',
  application: 'pushgateway',
  app: 'prometheus',
  image: { repository: 'quay.io/prometheus/pushgateway', tag: 'v1.11.3' },
  port: 9091,
  servicePort: 9091,
  user: 65534,
  resources: { requests: { cpu: '10m', memory: '32Mi' } },
  enabled: true,
  job: 'banzaicloud-pushgateway',
  instance: 'pod',
  fedByTenants: true,
  /** Its Service has the name that jobs have always pushed to, whatever the release. */
  service: 'prometheus-pushgateway',
} as const satisfies Exporter & { service: string };
