import type { MemberGroup, Recording } from '../group';
import { ofKubelets } from '../nodes-of';
import { quantile, recorded, share } from '../promql';
import type { Sources } from '../sources';

const TARGETS = 'cluster:kubelet_up:count';
const PLEG = 'node:kubelet_pleg_relist_duration_seconds:p99_rate5m';
const POD_START = 'node:kubelet_pod_start_sli_duration_seconds:p99_rate10m';

/** A histogram's quantile of 99 % for each node, over as long as it takes to see enough. */
const slowest = (sources: Sources, histogram: string, over: string) =>
  quantile(
    0.99,
    `sum by (node, le) (${ofKubelets(sources, `rate(${histogram}_bucket{${sources.kubelet}}[${over}])`)})`,
  );

/** How many operations a second a kubelet asks of its container runtime. */
const operations = (sources: Sources, counter: string) =>
  `sum by (node) (${ofKubelets(sources, `rate(${counter}{${sources.kubelet}}[5m])`)})`;

const TARGETS_UP: readonly Recording[] = [
  { record: TARGETS, expr: ({ kubelet }) => `count(up{${kubelet}})` },
  { record: 'cluster:kubelet_up:sum', expr: ({ kubelet }) => `sum(up{${kubelet}})` },
];

const RUNNING: readonly Recording[] = [
  {
    record: 'node:kubelet_running_pods:max',
    expr: (sources) =>
      `max by (node) (${ofKubelets(sources, `kubelet_running_pods{${sources.kubelet}}`)})`,
  },
  {
    record: 'node:kubelet_running_containers:max',
    expr: (sources) =>
      `max by (node) (${ofKubelets(sources, `kubelet_running_containers{${sources.kubelet}, container_state="running"}`)})`,
  },
];

/** Kubelets themselves: whether they are there, and how fast they are. */
export const KUBELET: MemberGroup = {
  name: 'promfleet-kubelet',
  needs: ['kubelet'],
  interval: '1m',
  records: [
    ...TARGETS_UP,
    ...RUNNING,
    {
      record: PLEG,
      expr: (sources) => slowest(sources, 'kubelet_pleg_relist_duration_seconds', '5m'),
    },
    {
      // Pods start seldom: five minutes would see one here and there.
      record: POD_START,
      expr: (sources) => slowest(sources, 'kubelet_pod_start_sli_duration_seconds', '10m'),
    },
    {
      record: 'node:kubelet_runtime_operations:rate5m',
      expr: (sources) => operations(sources, 'kubelet_runtime_operations_total'),
    },
    {
      record: 'node:kubelet_runtime_operations_errors:ratio_rate5m',
      expr: (sources) =>
        share(
          operations(sources, 'kubelet_runtime_operations_errors_total'),
          operations(sources, 'kubelet_runtime_operations_total'),
        ),
    },
  ],
  alerts: [
    {
      name: 'KubeletDown',
      severity: 'critical',
      for: '15m',
      // That targets were there once is looked up in what is recorded of them, a series for all.
      expr: ({ kubelet }) =>
        `absent(up{${kubelet}} == 1) and on () present_over_time(${recorded(TARGETS)}[1d])`,
      summary: 'Prometheus reaches no kubelet',
      description:
        'For a while not one kubelet has answered Prometheus, or Prometheus no longer finds any. What is known of nodes, pods and containers stops there.',
    },
    {
      name: 'KubeletPlegDurationHigh',
      severity: 'warning',
      for: '5m',
      threshold: 10,
      // The histogram ends at 10 s: slower ones look like 10 s, too.
      expr: (_, threshold) => `${recorded(PLEG)} >= ${threshold}`,
      summary: 'The kubelet of {{ $labels.node }} is slow to see its pods',
      description:
        'The kubelet of {{ $labels.node }} takes long to list its pods from the container runtime. When it takes three minutes, the node is no longer ready.',
    },
    {
      name: 'KubeletPodStartUpLatencyHigh',
      severity: 'warning',
      for: '15m',
      threshold: 60,
      expr: (_, threshold) => `${recorded(POD_START)} >= ${threshold}`,
      summary: 'Pods start slowly on {{ $labels.node }}',
      description:
        'Pods of {{ $labels.node }} take long to start, not counting the time in which their images are pulled and their init containers run.',
    },
  ],
};
