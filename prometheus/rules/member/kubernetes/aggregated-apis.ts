import type { MemberGroup } from '../group';

/** APIs that others than the API server serve, such as the one of metrics. */
export const AGGREGATED_APIS: MemberGroup = {
  name: 'promfleet-aggregated-apis',
  needs: ['apiServer'],
  interval: '1m',
  records: [
    {
      record: 'cluster:aggregator_unavailable_apiservice:sum',
      expr: ({ apiServer }) =>
        `sum(max by (name) (aggregator_unavailable_apiservice{${apiServer}}))`,
    },
  ],
  alerts: [
    {
      name: 'KubeAggregatedAPIDown',
      severity: 'warning',
      for: '5m',
      threshold: 0.85,
      expr: ({ apiServer }, threshold) =>
        `1 - max by (name) (avg_over_time(aggregator_unavailable_apiservice{${apiServer}}[10m])) < ${threshold}`,
      summary: 'The aggregated API {{ $labels.name }} is down',
      description:
        'The API server cannot reach what serves {{ $labels.name }}, or could not for much of the last ten minutes. Namespaces are not deleted as long as an API is missing.',
    },
    {
      name: 'KubeAggregatedAPIErrors',
      severity: 'warning',
      for: '10m',
      // Each time that an API becomes unavailable counts; an update makes one or two.
      expr: ({ apiServer }) =>
        `max by (name, reason) (changes(aggregator_unavailable_apiservice_total{${apiServer}}[1h])) >= 3`,
      summary: 'The aggregated API {{ $labels.name }} keeps becoming unavailable',
      description:
        'The API server has lost what serves {{ $labels.name }} again and again within an hour, and says {{ $labels.reason }}.',
    },
  ],
};
