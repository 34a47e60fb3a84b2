import type { Deployable } from './component';

/** oauth2-proxy in front of the hub's Prometheus: whoever comes from outside logs in there. */
export const OAUTH2_PROXY = {
  component: 'oauth2-proxy',
  application: 'oauth2-proxy',
  app: 'oauth2-proxy',
  image: { repository: 'quay.io/oauth2-proxy/oauth2-proxy', tag: 'v7.15.6' },
  port: 4180,
  servicePort: 80,
  user: 65532,
  resources: { requests: { cpu: '10m', memory: '32Mi' } },
  /** Keys of its Secret. */
  keys: {
    clientId: 'client-id',
    clientSecret: 'client-secret',
    cookieSecret: 'cookie-secret',
    htpasswd: 'htpasswd',
  },
} as const satisfies Deployable & { keys: Record<string, string> };
