import type { Deployable } from './component';

/** The hub's Alertmanager. */
export const ALERTMANAGER = {
  component: 'alertmanager',
  application: 'alertmanager',
  app: 'alertmanager',
  image: { repository: 'quay.io/prometheus/alertmanager', tag: 'v0.34.0' },
  port: 9093,
  servicePort: 9093,
  user: 65534,
  resources: { requests: { cpu: '10m', memory: '64Mi' } },
  job: 'alertmanager',
  enabled: true,
  replicas: 1,
  retention: '120h',
  /** How large its silences and what it has sent may become without a volume. */
  dataLimit: '1Gi',
  /** Port that replicas tell each other at what they have sent, by TCP and UDP. */
  gossipPort: 9094,
  /** Name of the receiver that is told everything and tells nobody; the user's routes may name it. */
  nobody: 'nobody',
  heartbeat: {
    /** Name of the receiver that calls it. */
    receiver: 'heartbeat',
    /** Key of the Secret. */
    key: 'url',
    interval: '1m',
  },
} as const satisfies Deployable & {
  job: string;
  enabled: boolean;
  replicas: number;
  retention: string;
  dataLimit: string;
  gossipPort: number;
  nobody: string;
  heartbeat: { receiver: string; key: string; interval: string };
};
