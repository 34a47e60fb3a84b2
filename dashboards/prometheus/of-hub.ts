import { ofHub } from '../../prometheus/relabel/federation-marker';
import { ON_DISK } from '../../prometheus/rules/hub-health';

const FIVE_MINUTES = '[5m]';

/** Of each replica of the hub's Prometheus. */
export const byReplica = (aggregation: 'max' | 'sum', vector: string) =>
  `${aggregation} by (instance) (${vector})`;

/** What each replica of the hub's Prometheus costs. */
export const OF_REPLICAS = {
  series: byReplica('max', `prometheus_tsdb_head_series${ofHub()}`),
  samples: byReplica(
    'sum',
    `rate(prometheus_tsdb_head_samples_appended_total${ofHub()}${FIVE_MINUTES})`,
  ),
  memory: byReplica('max', `process_resident_memory_bytes${ofHub()}`),
  cpu: byReplica('max', `rate(process_cpu_seconds_total${ofHub()}${FIVE_MINUTES})`),
  disk: byReplica(
    'max',
    Object.values(ON_DISK)
      .map((metric) => `${metric}${ofHub()}`)
      .join(' + '),
  ),
  /** Seconds since the first sample; as long as there is none, it seems to lie ahead. */
  history: byReplica('max', `time() - prometheus_tsdb_lowest_timestamp_seconds${ofHub()} >= 0`),
  rules: byReplica('sum', `prometheus_rule_group_last_duration_seconds${ofHub()}`),
  /** The summary is NaN where nothing was asked for ten minutes, which compares with nothing. */
  queries: byReplica(
    'max',
    `prometheus_engine_query_duration_seconds${ofHub('slice="inner_eval"', 'quantile="0.99"')} >= 0`,
  ),
} as const;
