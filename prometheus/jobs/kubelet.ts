import type { Kubelet, Monitor } from '../../model/types';
import { inCluster } from '../in-cluster';
import { attach, objectLabels } from '../relabel/annotations';
import type { RelabelConfig, ScrapeConfig } from '../types';
import { always, type Job } from './job';

/**
 * The kubelet of every node, on its own port (10250): `nodes/metrics` is all it takes.
 *
 * `instance` is the node's name.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/
 */
export const NODES = ofKubelets('kubernetes-nodes', always);

/**
 * The containers of every node, as the cAdvisor inside its kubelet sees them. Its samples carry
 * timestamps: a container that ended would otherwise linger for 5 minutes.
 */
export const CADVISOR = ofKubelets('kubernetes-cadvisor', always, {
  track_timestamps_staleness: true,
  metrics_path: '/metrics/cadvisor',
});

/** How the probes of containers end, as each kubelet counts them. */
export const PROBES = ofKubelets('kubernetes-probes', ({ kubelet }) => kubelet.probes, {
  metrics_path: '/metrics/probes',
});

/**
 * CPU and memory of nodes, pods and containers, as each kubelet gives them to the Metrics API. Its
 * samples carry timestamps, as cAdvisor's do.
 */
export const RESOURCE = ofKubelets('kubernetes-resource', ({ kubelet }) => kubelet.resource, {
  track_timestamps_staleness: true,
  metrics_path: '/metrics/resource',
});

function ofKubelets(
  name: string,
  exists: Job<Monitor>['exists'],
  more: Partial<ScrapeConfig> = {},
): Job<Monitor> {
  return {
    name,
    exists,
    config: ({ kubelet, nodeLabels }) => ({
      ...more,
      ...authenticated(kubelet),
      kubernetes_sd_configs: [{ role: 'node' }],
      relabel_configs: [...objectLabels('node', nodeLabels), ...identity(name)],
    }),
  };
}

/**
 * kubeadm's kubelets sign their serving certificates themselves unless told otherwise; only then,
 * and only when asked, are they not verified.
 *
 * https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/#kubelet-serving-certs
 */
function authenticated({ insecureSkipVerify }: Kubelet): ReturnType<typeof inCluster> {
  const { tls_config, ...rest } = inCluster();
  return {
    ...rest,
    tls_config: insecureSkipVerify ? { ...tls_config, insecure_skip_verify: true } : tls_config,
  };
}

/** Sets back what no node's label may change: the job, and whose kubelet it is. */
function identity(job: string): RelabelConfig[] {
  return [
    { target_label: 'job', replacement: job },
    attach('instance', '__meta_kubernetes_node_name'),
  ];
}
