import type { ControlPlaneKey } from '../../inventory/schema/control-plane';
import type { Labels } from '../workload-types';

/** A component of Kubernetes that is scraped when asked for, as kubeadm deploys it. */
interface ControlPlaneComponent {
  /** Name of its scrape job, as the field's dashboards and rules know it. */
  readonly job: string;
  /** Labels that its pods have in kube-system. */
  readonly labels: Labels;
  readonly port: number;
  /**
   * Port that is asked with a client certificate.
   *
   * @default - the same
   */
  readonly securePort?: number;
  readonly scheme: 'http' | 'https';
  /** Whether it lets nobody read its metrics whom the API server does not know. */
  readonly authorizes: boolean;
}

/** Where its pods are. */
export const CONTROL_PLANE_NAMESPACE = 'kube-system';

/**
 * https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 * https://etcd.io/docs/latest/op-guide/monitoring/
 */
export const CONTROL_PLANE: Readonly<Record<ControlPlaneKey, ControlPlaneComponent>> = {
  etcd: {
    job: 'etcd',
    labels: { component: 'etcd' },
    port: 2381,
    securePort: 2379,
    scheme: 'http',
    authorizes: false,
  },
  scheduler: {
    job: 'kube-scheduler',
    labels: { component: 'kube-scheduler' },
    port: 10259,
    scheme: 'https',
    authorizes: true,
  },
  controllerManager: {
    job: 'kube-controller-manager',
    labels: { component: 'kube-controller-manager' },
    port: 10257,
    scheme: 'https',
    authorizes: true,
  },
  kubeProxy: {
    job: 'kube-proxy',
    labels: { 'k8s-app': 'kube-proxy' },
    port: 10249,
    scheme: 'http',
    authorizes: false,
  },
  coreDns: {
    job: 'coredns',
    labels: { 'k8s-app': 'kube-dns' },
    port: 9153,
    scheme: 'http',
    authorizes: false,
  },
};

/** Its keys, in the order of their jobs. */
export const CONTROL_PLANE_KEYS = Object.keys(CONTROL_PLANE) as ControlPlaneKey[];
