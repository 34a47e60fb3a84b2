import type { MemberGroup } from '../group';
import { recorded } from '../promql';

const UNSCHEDULABLE = 'namespace:kube_pod_status_unschedulable:sum';

/** Pods that no node takes, as they say themselves: that is known without seeing the scheduler. */
export const UNSCHEDULABLE_PODS: MemberGroup = {
  name: 'promfleet-unschedulable-pods',
  needs: ['kubeStateMetrics'],
  records: [
    {
      // A pod with scheduling gates is held back on purpose.
      record: UNSCHEDULABLE,
      expr: ({ kubeStateMetrics }) =>
        `sum by (namespace) (kube_pod_status_unschedulable{${kubeStateMetrics}} unless on (namespace, pod, uid) (kube_pod_status_reason{${kubeStateMetrics}, reason="SchedulingGated"} == 1))`,
    },
  ],
  alerts: [
    {
      name: 'KubeSchedulerPodsUnschedulable',
      severity: 'warning',
      for: '30m',
      expr: () => `${recorded(UNSCHEDULABLE)} > 0`,
      summary: 'No node takes pods of the namespace {{ $labels.namespace }}',
      description:
        'For longer than adding a node takes, the scheduler has found no node for pods of the namespace {{ $labels.namespace }}.',
    },
  ],
};
