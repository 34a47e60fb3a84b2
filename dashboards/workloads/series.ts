/*
 * What members record of workloads, by what it tells (prometheus/rules/member/). Of each workload
 * there is as little as will do: a cluster has more workloads than anything else.
 */

/** Pods, by `phase`. */
export const PODS = 'namespace:kube_pod_status_phase:sum';
export const RESTARTS = 'namespace:kube_pod_container_status_restarts:increase1h';
/** Containers that wait, by `reason`. */
export const WAITING = 'namespace:kube_pod_container_status_waiting_reason:sum';
export const UNSCHEDULABLE = 'namespace:kube_pod_status_unschedulable:sum';

/** Used share of quotas, by `resource`. */
export const QUOTA = 'namespace:kube_resourcequota_used:max_ratio';
export const MAXED_OUT = 'namespace:kube_horizontalpodautoscaler_maxed_out:count';
export const VOLUME_BYTES = 'persistentvolumeclaim:kubelet_volume_stats_used:ratio';
export const VOLUME_INODES = 'persistentvolumeclaim:kubelet_volume_stats_inodes_used:ratio';

export const RECEIVED = 'namespace:container_network_receive_bytes:rate5m';
export const SENT = 'namespace:container_network_transmit_bytes:rate5m';

/** What containers use of CPU and memory, and request of it by `resource`. */
export const OF_NAMESPACES = {
  cpu: 'namespace:container_cpu_usage_seconds:rate5m',
  memory: 'namespace:container_memory_working_set_bytes:sum',
  requests: 'namespace:kube_pod_container_resource_requests:sum',
} as const;

/** The same, by workload. */
export const OF_WORKLOADS = {
  cpu: 'workload:container_cpu_usage_seconds:rate5m',
  memory: 'workload:container_memory_working_set_bytes:sum',
  requests: 'workload:kube_pod_container_resource_requests:sum',
} as const;
