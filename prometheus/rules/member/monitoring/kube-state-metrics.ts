import type { MemberAlertName } from '../../../../inventory/alerts/member';
import type { MemberAlert, MemberGroup } from '../group';

/** How well kube-state-metrics hears of the objects that it tells of. */
export const KUBE_STATE_METRICS_HEALTH: MemberGroup = {
  name: 'promfleet-kube-state-metrics',
  needs: ['kubeStateMetrics'],
  alerts: [
    failing(
      'KubeStateMetricsListErrors',
      'kube_state_metrics_list_total',
      'kube-state-metrics cannot list objects',
      'For a while kube-state-metrics has failed to list objects: what rules and dashboards show of workloads is old, or missing. Its log says which kind, and why.',
    ),
    failing(
      'KubeStateMetricsWatchErrors',
      'kube_state_metrics_watch_total',
      'kube-state-metrics cannot watch objects',
      'For a while kube-state-metrics has failed to watch objects: what rules and dashboards show of workloads lags behind. Its log says which kind, and why.',
    ),
  ],
};

/** A share of the requests of one kind fails; `resource` has all that are at fault, so no label names it. */
function failing(
  name: MemberAlertName,
  counter: string,
  summary: string,
  description: string,
): MemberAlert {
  return {
    name,
    severity: 'warning',
    for: '15m',
    threshold: 0.01,
    expr: ({ kubeStateMetrics }, threshold) => {
      const requests = (...more: string[]) =>
        `sum(rate(${counter}{${[kubeStateMetrics, ...more].join(', ')}}[10m]))`;
      return `${requests('result="error"')} / ${requests()} > ${threshold}`;
    },
    summary,
    description,
  };
}
