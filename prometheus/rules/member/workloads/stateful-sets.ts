import type { MemberGroup } from '../group';
import { AND, series } from '../promql';
import type { Sources } from '../sources';
import { healthCounts } from './counts';

const of = (metric: string, { kubeStateMetrics }: Sources) =>
  series(`kube_statefulset_${metric}`, kubeStateMetrics);

/** One element of each StatefulSet that meets a condition. */
const each = (condition: string) => `max by (namespace, statefulset) (${condition})`;

/** True while no replica is updated: a rollout that goes on may take long, one replica at a time. */
const atRest = (sources: Sources) => `changes(${of('status_replicas_updated', sources)}[10m]) == 0`;

/** StatefulSets: how many lack replicas, and updates that do not end. */
export const STATEFUL_SETS: MemberGroup = {
  name: 'promfleet-statefulsets',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: healthCounts(
    'statefulset',
    (sources) => of('replicas', sources),
    (sources) => `${of('replicas', sources)} > bool ${of('status_replicas_ready', sources)}`,
  ),
  alerts: [
    {
      name: 'KubeStatefulSetGenerationMismatch',
      severity: 'warning',
      for: '15m',
      expr: (sources) =>
        each(
          `${of('status_observed_generation', sources)} != ${of('metadata_generation', sources)}`,
        ),
      summary:
        'The StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} is not what was asked for',
      description:
        'For a while no controller has acted on the last change of the StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }}: the controller manager lags behind, or its changes are refused.',
    },
    {
      name: 'KubeStatefulSetReplicasMismatch',
      severity: 'warning',
      for: '15m',
      expr: (sources) =>
        each(
          `${of('status_replicas_ready', sources)} != ${of('replicas', sources)} ${AND} ${atRest(sources)}`,
        ),
      summary:
        'The StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} has not the replicas it asks for',
      description:
        'The StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} has had another number of ready replicas for a while than it asks for, and no update goes on that would explain it.',
    },
    {
      name: 'KubeStatefulSetUpdateNotRolledOut',
      severity: 'warning',
      for: '15m',
      expr: (sources) => {
        const behind = `${of('replicas', sources)} != ${of('status_replicas_updated', sources)} ${AND} ${atRest(sources)}`;
        const twoRevisions = `${of('status_current_revision', sources)} unless ${of('status_update_revision', sources)}`;
        return `${each(behind)} and ${each(twoRevisions)}`;
      },
      summary:
        'The update of the StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} is stuck',
      description:
        'Some replicas of the StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} are of an older revision, and for a while none has been updated. It goes on only when the replica that was updated last is ready.',
    },
  ],
};
