import type { MemberGroup } from '../group';
import { AND, series } from '../promql';
import type { Sources } from '../sources';
import { alsoOfCluster, healthCounts } from './counts';

const of = (metric: string, { kubeStateMetrics }: Sources, ...matchers: readonly string[]) =>
  series(`kube_horizontalpodautoscaler_${metric}`, kubeStateMetrics, ...matchers);

/** Autoscalers whose upper bound is a bound: where both are the same, it is meant to be reached. */
const elastic = (sources: Sources) =>
  `${of('spec_max_replicas', sources)} > ${of('spec_min_replicas', sources)}`;

/** One element of each autoscaler that meets a condition. */
const each = (condition: string) => `max by (namespace, horizontalpodautoscaler) (${condition})`;

/** HorizontalPodAutoscalers: those that cannot do their work, and those that are at their limit. */
export const AUTOSCALERS: MemberGroup = {
  name: 'promfleet-autoscalers',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: [
    ...healthCounts(
      'horizontalpodautoscaler',
      (sources) => of('spec_max_replicas', sources),
      (sources) =>
        each(
          of(
            'status_condition',
            sources,
            'condition=~"AbleToScale|ScalingActive"',
            'status="false"',
          ),
        ),
    ),
    ...alsoOfCluster(
      'kube_horizontalpodautoscaler_maxed_out:count',
      (sources) =>
        `sum by (namespace) (${of('status_current_replicas', sources)} >= bool ${of('spec_max_replicas', sources)} ${AND} ${elastic(sources)})`,
    ),
  ],
  alerts: [
    {
      name: 'KubeHpaReplicasMismatch',
      severity: 'warning',
      for: '15m',
      expr: (sources) => {
        const current = of('status_current_replicas', sources);
        return each(
          `${of('status_desired_replicas', sources)} != ${current} ${AND} changes(${current}[15m]) == 0`,
        );
      },
      summary:
        'The HorizontalPodAutoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has no effect',
      description:
        'For a while the HorizontalPodAutoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has wanted another number of replicas than there are, and the number has not changed.',
    },
    {
      name: 'KubeHpaMaxedOut',
      severity: 'warning',
      for: '15m',
      expr: (sources) =>
        each(
          `${of('status_current_replicas', sources)} >= ${of('spec_max_replicas', sources)} and ${elastic(sources)}`,
        ),
      summary:
        'The HorizontalPodAutoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} is at its limit',
      description:
        'For a while the HorizontalPodAutoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has been at its largest number of replicas. More load than now makes its pods slow.',
    },
  ],
};
