import type { MemberGroup } from '../group';
import { series } from '../promql';
import type { Sources } from '../sources';

/** Used share of each quota; one of nothing forbids, and is never used up. */
function used({ kubeStateMetrics }: Sources): string {
  const of = (type: string) =>
    `max by (namespace, resourcequota, resource) (${series('kube_resourcequota', kubeStateMetrics, `type="${type}"`)})`;
  return `${of('used')} / (${of('hard')} > 0)`;
}

/** ResourceQuotas of namespaces: what share is used, and those that are nearly or wholly used up. */
export const QUOTAS: MemberGroup = {
  name: 'promfleet-quotas',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: [
    {
      record: 'namespace:kube_resourcequota_used:max_ratio',
      expr: (sources) => `max by (namespace, resource) (${used(sources)})`,
    },
  ],
  alerts: [
    {
      name: 'KubeQuotaAlmostFull',
      severity: 'info',
      for: '15m',
      threshold: 0.9,
      expr: (sources, threshold) => `${used(sources)} > ${threshold} < 1`,
      summary: 'A quota of the namespace {{ $labels.namespace }} is almost used up',
      description:
        'Little is left of {{ $labels.resource }} in the quota {{ $labels.resourcequota }} of the namespace {{ $labels.namespace }}. Once it is used up, the API server refuses what needs more.',
    },
    {
      name: 'KubeQuotaFullyUsed',
      severity: 'info',
      for: '15m',
      expr: (sources) => `${used(sources)} >= 1`,
      summary: 'A quota of the namespace {{ $labels.namespace }} is used up',
      description:
        'Nothing is left of {{ $labels.resource }} in the quota {{ $labels.resourcequota }} of the namespace {{ $labels.namespace }}: the API server refuses what needs more, the additional pod of a rollout as well.',
    },
  ],
};
