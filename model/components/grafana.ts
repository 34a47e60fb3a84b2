import type { Deployable } from './component';

/** The hub's Grafana. */
export const GRAFANA = {
  component: 'grafana',
  application: 'grafana',
  app: 'grafana',
  image: { repository: 'docker.io/grafana/grafana', tag: '13.1.3' },
  port: 3000,
  servicePort: 80,
  user: 472,
  resources: { requests: { cpu: '50m', memory: '128Mi' } },
  job: 'grafana',
  enabled: true,
  /** How large its database may become without a volume, and what it writes aside. */
  dataLimit: '1Gi',
  adminSecret: 'grafana-admin',
  /** Keys of that Secret. */
  adminKeys: { user: 'admin-user', password: 'admin-password' },
  /** Keys of the Secret of a login by OpenID Connect. */
  oidcKeys: { clientId: 'client-id', clientSecret: 'client-secret' },
  /** Identifier that dashboards refer to the hub's Prometheus by. */
  dataSourceUid: 'promfleet',
} as const satisfies Deployable & {
  job: string;
  enabled: boolean;
  dataLimit: string;
  adminSecret: string;
  adminKeys: { user: string; password: string };
  oidcKeys: { clientId: string; clientSecret: string };
  dataSourceUid: string;
};
