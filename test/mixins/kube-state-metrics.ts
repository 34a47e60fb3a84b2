import type { Row } from './row';

const SHARDS = {
  reason: 'kube-state-metrics runs as one replica that has all objects; it is not sharded.',
};

/** The alerts of kube-state-metrics's mixin. */
export const KUBE_STATE_METRICS: readonly Row[] = [
  ['KubeStateMetricsListErrors', 'critical', ['KubeStateMetricsListErrors']],
  ['KubeStateMetricsWatchErrors', 'critical', ['KubeStateMetricsWatchErrors']],
  ['KubeStateMetricsShardingMismatch', 'critical', SHARDS],
  ['KubeStateMetricsShardsMissing', 'critical', SHARDS],
];
