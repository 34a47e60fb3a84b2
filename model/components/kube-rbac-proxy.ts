import type { Deployable } from './component';
import { PROMETHEUS } from './prometheus';

/** kube-rbac-proxy in front of a member's Prometheus: a container of the same pods. */
export const KUBE_RBAC_PROXY = {
  component: PROMETHEUS.component,
  application: 'kube-rbac-proxy',
  app: PROMETHEUS.app,
  image: { repository: 'quay.io/brancz/kube-rbac-proxy', tag: 'v0.22.1' },
  port: 9443,
  servicePort: 443,
  // Of the image; in pods of Prometheus it runs as theirs.
  user: 65532,
  resources: { requests: { cpu: '10m', memory: '32Mi' } },
  /** Name of its port, in pods and in the Service. */
  portName: 'https',
  /** Where it says that it is alive, and nothing else. */
  healthPort: 9444,
} as const satisfies Deployable & { portName: string; healthPort: number };
