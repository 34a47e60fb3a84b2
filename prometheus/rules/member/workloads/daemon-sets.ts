import type { MemberGroup } from '../group';
import { AND, series } from '../promql';
import type { Sources } from '../sources';
import { healthCounts } from './counts';

const of = (metric: string, { kubeStateMetrics }: Sources) =>
  series(`kube_daemonset_status_${metric}`, kubeStateMetrics);

/** How many nodes should run a pod of each. */
const desired = (sources: Sources) => of('desired_number_scheduled', sources);

/** One element of each DaemonSet that meets a condition. */
const each = (condition: string) => `max by (namespace, daemonset) (${condition})`;

/** DaemonSets: how many lack pods, and where they are missing or should not be. */
export const DAEMON_SETS: MemberGroup = {
  name: 'promfleet-daemonsets',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: healthCounts(
    'daemonset',
    desired,
    (sources) => `${desired(sources)} > bool ${of('number_available', sources)}`,
  ),
  alerts: [
    {
      name: 'KubeDaemonSetRolloutStuck',
      severity: 'warning',
      for: '15m',
      // A rollout that goes on may take long, one node at a time.
      expr: (sources) => {
        const updated = of('updated_number_scheduled', sources);
        const behind = `${updated} != ${desired(sources)} or ${of('number_available', sources)} != ${desired(sources)}`;
        return each(`(${behind}) ${AND} changes(${updated}[10m]) == 0`);
      },
      summary:
        'The rollout of the DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} is stuck',
      description:
        'For a while pods of the DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} have been outdated or unavailable on some nodes, and none has been updated.',
    },
    {
      name: 'KubeDaemonSetNotScheduled',
      severity: 'warning',
      for: '10m',
      expr: (sources) => each(`${desired(sources)} > ${of('current_number_scheduled', sources)}`),
      summary:
        'Pods of the DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} are not scheduled',
      description:
        'For a while some nodes that should run a pod of the DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} have had none: creating it is refused, or the node has no room.',
    },
    {
      name: 'KubeDaemonSetMisScheduled',
      severity: 'warning',
      for: '15m',
      expr: (sources) => each(`${of('number_misscheduled', sources)} > 0`),
      summary:
        'Pods of the DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} run where they should not',
      description:
        'For a while pods of the DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} have been running on nodes that its selector, its affinity or a taint rules out.',
    },
  ],
};
