import type { MemberGroup } from '../group';
import { series } from '../promql';
import type { Sources } from '../sources';
import { alsoOfCluster } from './counts';

/** Of the containers of pods and of those that run before them: each have metrics of their own. */
const allContainers = (vector: (containers: string) => string) =>
  `max by (namespace, pod, container) (${['kube_pod_container', 'kube_pod_init_container'].map(vector).join(' or ')})`;

/** What a container waits for: kube-state-metrics has the series only while it does. */
const waiting = (containers: string, { kubeStateMetrics }: Sources, reason: string) =>
  series(`${containers}_status_waiting_reason`, kubeStateMetrics, reason);

/** Pods that have not started, cannot be reached, or run without being ready. */
function notReady({ kubeStateMetrics }: Sources): string {
  const of = (metric: string, matcher: string) => series(metric, kubeStateMetrics, matcher);
  const absent = of('kube_pod_status_phase', 'phase=~"Pending|Unknown"');
  const running = of('kube_pod_status_phase', 'phase="Running"');
  const unready = of('kube_pod_status_ready', 'condition="true"');
  const unlike = (metric: string, matcher: string) =>
    `unless on (namespace, pod) ${of(metric, matcher)}`;
  return [
    `max by (namespace, pod) (${absent} == 1 or (${running} == 1 and on (namespace, pod) ${unready} == 0))`,
    // Pods of Jobs end, and a pod with a gate is not to start yet.
    unlike('kube_pod_owner', 'owner_kind="Job"'),
    `${unlike('kube_pod_status_reason', 'reason="SchedulingGated"')} == 1`,
  ].join(' ');
}

/** Pods by phase, their restarts and what their containers wait for. */
export const PODS: MemberGroup = {
  name: 'promfleet-pods',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: [
    ...alsoOfCluster(
      'kube_pod_status_phase:sum',
      ({ kubeStateMetrics }) =>
        `sum by (namespace, phase) (${series('kube_pod_status_phase', kubeStateMetrics)})`,
      'phase',
    ),
    ...alsoOfCluster(
      'kube_pod_container_status_restarts:increase1h',
      ({ kubeStateMetrics }) =>
        `sum by (namespace) (increase(${series('kube_pod_container_status_restarts_total', kubeStateMetrics)}[1h]))`,
    ),
    ...alsoOfCluster(
      'kube_pod_container_status_waiting_reason:sum',
      ({ kubeStateMetrics }) =>
        `sum by (namespace, reason) (${series('kube_pod_container_status_waiting_reason', kubeStateMetrics)})`,
      'reason',
    ),
  ],
  alerts: [
    {
      name: 'KubePodCrashLooping',
      severity: 'warning',
      for: '15m',
      // Between two attempts the container runs for a moment, and does not wait.
      expr: (sources) =>
        allContainers(
          (containers) =>
            `max_over_time(${waiting(containers, sources, 'reason="CrashLoopBackOff"')}[5m])`,
        ),
      summary: 'A container of {{ $labels.namespace }}/{{ $labels.pod }} crashes again and again',
      description:
        '{{ $labels.container }} of the pod {{ $labels.namespace }}/{{ $labels.pod }} has ended soon after each start for a while, and the kubelet waits longer and longer before it starts it again. Its previous log says why.',
    },
    {
      name: 'KubePodNotReady',
      severity: 'warning',
      for: '15m',
      expr: notReady,
      summary: 'The pod {{ $labels.namespace }}/{{ $labels.pod }} is not ready',
      description:
        'The pod {{ $labels.namespace }}/{{ $labels.pod }} has been pending, out of reach or unready for a while. No Service sends it requests.',
    },
    {
      name: 'KubeContainerWaiting',
      severity: 'warning',
      for: '1h',
      // By whatever reason: a failed pull alternates between two.
      expr: (sources) =>
        allContainers((containers) => waiting(containers, sources, 'reason!="CrashLoopBackOff"')),
      summary: 'A container of {{ $labels.namespace }}/{{ $labels.pod }} does not start',
      description:
        '{{ $labels.container }} of the pod {{ $labels.namespace }}/{{ $labels.pod }} has been waiting for a while: for its image, a Secret, a ConfigMap or a volume. The events of the pod say for what.',
    },
    {
      name: 'KubeContainerOOMKilled',
      severity: 'warning',
      for: '1m',
      expr: ({ kubeStateMetrics }) => {
        const restarts = series('kube_pod_container_status_restarts_total', kubeStateMetrics);
        const last = series(
          'kube_pod_container_status_last_terminated_reason',
          kubeStateMetrics,
          'reason="OOMKilled"',
        );
        const containers = 'max by (namespace, pod, container)';
        return `${containers} (increase(${restarts}[15m])) > 0 and ${containers} (${last}) == 1`;
      },
      summary: 'A container of {{ $labels.namespace }}/{{ $labels.pod }} ran out of memory',
      description:
        '{{ $labels.container }} of the pod {{ $labels.namespace }}/{{ $labels.pod }} was killed within the last 15 minutes because it used more memory than its limit, or than its node had left.',
    },
  ],
};
