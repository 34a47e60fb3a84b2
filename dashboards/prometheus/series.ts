/*
 * What members record of their Prometheus and of what there is to save, by what it tells
 * (prometheus/rules/member/).
 */

export const SERIES = 'cluster:prometheus_tsdb_head_series:max';
export const SAMPLES = 'cluster:prometheus_tsdb_head_samples_appended:rate5m';
export const MEMORY = 'cluster:prometheus_resident_memory_bytes:max';
export const CPU = 'cluster:prometheus_cpu_seconds:rate5m';
export const RULES = 'cluster:prometheus_rule_group_last_duration_seconds:sum';
export const QUERIES = 'cluster:prometheus_engine_query_duration_seconds:p99';

/** By `job`. */
export const SERIES_OF_JOBS = 'job:scrape_samples_post_metric_relabeling:sum';
export const NEW_SERIES_OF_JOBS = 'job:scrape_series_added:sum1h';

/** Of a cluster's nodes, by `resource`. */
export const ALLOCATABLE = 'cluster:kube_node_status_allocatable:sum';
/** Of a cluster's pods, by `resource`. */
export const REQUESTS = 'cluster:kube_pod_container_resource_requests:sum';
/** Shares of what nodes have. */
export const USED = {
  cpu: 'cluster:node_cpu_utilisation:rate5m',
  memory: 'cluster:node_memory_utilisation:ratio',
} as const;
