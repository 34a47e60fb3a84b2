import type { MemberGroup } from '../group';
import { AND, series } from '../promql';
import type { Sources } from '../sources';
import { healthCounts } from './counts';

const of = (metric: string, { kubeStateMetrics }: Sources, ...matchers: readonly string[]) =>
  series(`kube_deployment_${metric}`, kubeStateMetrics, ...matchers);

/** One element of each Deployment that meets a condition. */
const each = (condition: string) => `max by (namespace, deployment) (${condition})`;

/** Deployments: how many lack replicas, and rollouts that do not end. */
export const DEPLOYMENTS: MemberGroup = {
  name: 'promfleet-deployments',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: healthCounts(
    'deployment',
    (sources) => of('spec_replicas', sources),
    (sources) =>
      `${of('spec_replicas', sources)} > bool ${of('status_replicas_available', sources)}`,
  ),
  alerts: [
    {
      name: 'KubeDeploymentGenerationMismatch',
      severity: 'warning',
      for: '15m',
      expr: (sources) =>
        each(
          `${of('status_observed_generation', sources)} != ${of('metadata_generation', sources)}`,
        ),
      summary:
        'The Deployment {{ $labels.namespace }}/{{ $labels.deployment }} is not what was asked for',
      description:
        'For a while no controller has acted on the last change of the Deployment {{ $labels.namespace }}/{{ $labels.deployment }}: the controller manager lags behind, or its changes are refused.',
    },
    {
      name: 'KubeDeploymentReplicasMismatch',
      severity: 'warning',
      for: '15m',
      // A rollout that goes on may take longer.
      expr: (sources) =>
        each(
          `${of('spec_replicas', sources)} > ${of('status_replicas_available', sources)} ${AND} changes(${of('status_replicas_updated', sources)}[10m]) == 0`,
        ),
      summary: 'The Deployment {{ $labels.namespace }}/{{ $labels.deployment }} lacks replicas',
      description:
        'The Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has had fewer available replicas for a while than it asks for, and no rollout goes on that would explain it.',
    },
    {
      name: 'KubeDeploymentRolloutStuck',
      severity: 'warning',
      for: '15m',
      expr: (sources) =>
        each(
          `${of('status_condition', sources, 'condition="Progressing"', 'status="false"')} == 1`,
        ),
      summary:
        'The rollout of the Deployment {{ $labels.namespace }}/{{ $labels.deployment }} is stuck',
      description:
        'The rollout of the Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has made no progress within its deadline. The pods before it go on running.',
    },
  ],
};
