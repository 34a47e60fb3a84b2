import { KUBE_STATE_METRICS } from '../../../../model/components/kube-state-metrics';
import { SERVICE_ENDPOINTS } from '../../../jobs/service-endpoints';
import type { MemberGroup } from '../group';
import type { SourceName, Sources } from '../sources';

/** Whose targets are nobody's but the cluster's: `up` of these is Prometheus's own word. */
const OWN: readonly SourceName[] = [
  'nodeExporter',
  'kubeStateMetrics',
  'kubelet',
  'cadvisor',
  'apiServer',
  'prometheus',
];

/** Which share of what Prometheus scrapes answers. */
export const TARGETS: MemberGroup = {
  name: 'promfleet-targets',
  needs: ['prometheus'],
  records: [
    { record: 'job:up:count', expr: ({ jobs }) => `count by (job) (up{${jobs}})` },
    { record: 'job:up:avg', expr: ({ jobs }) => `avg by (job) (up{${jobs}})` },
  ],
  alerts: [
    {
      name: 'TargetDown',
      severity: 'warning',
      for: '15m',
      threshold: 0.1,
      expr: (sources, threshold) => `1 - avg by (job) (${ownTargets(sources)}) > ${threshold}`,
      summary: 'Targets of the job {{ $labels.job }} are down',
      description:
        'For a while the scrapes of too large a share of the targets of {{ $labels.job }} have failed: what rules and dashboards show of these is missing. The /targets page of the Prometheus there has the error of each.',
    },
  ],
};

/**
 * `up` of the targets of every job that has no tenant's among them. A tenant can add an `up` of any
 * value to those of a job that scrapes him, so that one target of his would speak for all.
 */
function ownTargets(sources: Sources): string {
  const tenants = `job="${SERVICE_ENDPOINTS.name}"`;
  return OWN.filter((name) => sources[name] !== '' && sources[name] !== tenants)
    .map((name) => {
      const up = `up{${sources[name]}}`;
      // Its target is of the job that its series are of, beside targets of tenants.
      return name === 'kubeStateMetrics'
        ? `label_replace(${up}, "job", "${KUBE_STATE_METRICS.job}", "", "")`
        : up;
    })
    .join(' or ');
}
