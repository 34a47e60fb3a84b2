import type { Exporter } from './component';

/** kube-state-metrics: the state of Kubernetes objects as metrics. */
export const KUBE_STATE_METRICS = {
  component: 'kube-state-metrics',
  application: 'kube-state-metrics',
  app: 'prometheus',
  image: { repository: 'registry.k8s.io/kube-state-metrics/kube-state-metrics', tag: 'v2.20.0' },
  port: 8080,
  servicePort: 8080,
  user: 65534,
  resources: { requests: { cpu: '10m', memory: '64Mi' } },
  enabled: true,
  // Annotated targets are not believed what they say of others; kube-state-metrics has to be.
  job: 'kube-state-metrics',
  // Where its series have always been, and where the hub fetches them.
  honoredAs: 'kubernetes-service-endpoints',
  instance: 'pod',
  /** Where its readiness is asked for, too. */
  telemetryPort: 8081,
} as const satisfies Exporter;
