/*
 * What members record of nodes, by what it tells (prometheus/rules/member/).
 */

/** 1 where a condition of a node holds, by `condition`. */
export const CONDITION = 'node_condition:kube_node_status_condition:max';

export const CORES = 'node:node_cpu_cores:count';
export const CPU = 'node:node_cpu_utilisation:rate5m';
export const LOAD = 'node:node_load1_per_core:ratio';
export const MEMORY_SIZE = 'node:node_memory_MemTotal_bytes:max';
export const MEMORY = 'node:node_memory_utilisation:ratio';
export const FILESYSTEM = 'node:node_filesystem_utilisation:max';
export const DISK = 'node:node_disk_io_time_seconds:max_rate5m';
export const RECEIVED = 'node:node_network_receive_bytes:rate5m';
export const SENT = 'node:node_network_transmit_bytes:rate5m';
export const FAULTY = 'node:node_network_errs:rate5m';
export const DROPPED = 'node:node_network_drop:rate5m';
export const PODS = 'node:kubelet_running_pods:max';
export const PLEG = 'node:kubelet_pleg_relist_duration_seconds:p99_rate5m';
export const POD_START = 'node:kubelet_pod_start_sli_duration_seconds:p99_rate10m';
export const RUNTIME_ERRORS = 'node:kubelet_runtime_operations_errors:ratio_rate5m';
export const CLIENT_CERTIFICATE = 'node:kubelet_certificate_manager_client_ttl_seconds:min';
export const SERVER_CERTIFICATE = 'node:kubelet_certificate_manager_server_ttl_seconds:min';
