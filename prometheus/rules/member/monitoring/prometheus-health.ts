import type { MemberAlert, MemberGroup, Recording } from '../group';

/** Prometheus itself: what it does, what that takes, and what of it fails. Replicas are as the worst. */
export const PROMETHEUS_HEALTH: MemberGroup = {
  name: 'promfleet-prometheus',
  needs: ['prometheus'],
  records: records(),
  alerts: [...configuration(), ...rules(), ...storage(), queries()],
};

function records(): Recording[] {
  return [
    {
      record: 'cluster:prometheus_tsdb_head_samples_appended:rate5m',
      expr: ({ prometheus }) =>
        `max(sum without (type) (rate(prometheus_tsdb_head_samples_appended_total{${prometheus}}[5m])))`,
    },
    {
      record: 'cluster:prometheus_resident_memory_bytes:max',
      expr: ({ prometheus }) => `max(process_resident_memory_bytes{${prometheus}})`,
    },
    {
      record: 'cluster:prometheus_cpu_seconds:rate5m',
      expr: ({ prometheus }) => `max(rate(process_cpu_seconds_total{${prometheus}}[5m]))`,
    },
    // Of one evaluation of all groups: what the rules cost, whatever their intervals are.
    {
      record: 'cluster:prometheus_rule_group_last_duration_seconds:sum',
      expr: ({ prometheus }) =>
        `max(sum without (rule_group) (prometheus_rule_group_last_duration_seconds{${prometheus}}))`,
    },
    // Queries of rules are among them, so that there are always some.
    {
      record: 'cluster:prometheus_engine_query_duration_seconds:p99',
      expr: ({ prometheus }) =>
        `max(prometheus_engine_query_duration_seconds{${prometheus}, slice="inner_eval", quantile="0.99"})`,
    },
  ];
}

function configuration(): MemberAlert[] {
  return [
    {
      name: 'PrometheusBadConfig',
      severity: 'critical',
      for: '10m',
      // A failed scrape of itself does not end it.
      expr: ({ prometheus }) =>
        `min by (job) (max_over_time(prometheus_config_last_reload_successful{${prometheus}}[5m])) == 0`,
      summary: 'Prometheus runs with an old configuration',
      description:
        'The last reload of {{ $labels.job }} failed: jobs and rules that changed since are not in effect, and a restart would fail. Its log says why.',
    },
    {
      name: 'PrometheusSDRefreshFailure',
      severity: 'warning',
      for: '20m',
      expr: ({ prometheus }) =>
        `sum by (job, mechanism, config) (increase(prometheus_sd_refresh_failures_total{${prometheus}}[10m])) > 0`,
      summary: 'Prometheus cannot refresh the targets of {{ $labels.config }}',
      description:
        'Discovery by {{ $labels.mechanism }} has failed for a while: the job {{ $labels.config }} goes on with targets that may be gone, and misses new ones.',
    },
    {
      name: 'PrometheusKubernetesListWatchFailures',
      severity: 'warning',
      for: '15m',
      expr: ({ prometheus }) => grown('prometheus_sd_kubernetes_failures_total', '5m', prometheus),
      summary: 'Prometheus cannot list or watch what it discovers targets by',
      description:
        'For a while requests of {{ $labels.job }} to the API server have failed: targets that come are not scraped, and those that went are down. Its log says which kind of object, and why.',
    },
  ];
}

function rules(): MemberAlert[] {
  return [
    {
      name: 'PrometheusRuleFailures',
      severity: 'critical',
      for: '15m',
      expr: ({ prometheus }) =>
        grown('prometheus_rule_evaluation_failures_total', '5m', prometheus, 'rule_group'),
      summary: 'Rules of the group {{ $labels.rule_group }} fail',
      description:
        'Rules of {{ $labels.rule_group }} have failed for a while: their alerts do not fire, and what they record has gaps. The /rules page of the Prometheus there has the error.',
    },
    {
      name: 'PrometheusMissingRuleEvaluations',
      severity: 'warning',
      for: '15m',
      expr: ({ prometheus }) =>
        grown('prometheus_rule_group_iterations_missed_total', '5m', prometheus, 'rule_group'),
      summary: 'The group {{ $labels.rule_group }} takes longer than its interval',
      description:
        'Evaluations of {{ $labels.rule_group }} have been left out for a while, as the one before was still running: its alerts come late, and what it records has gaps.',
    },
  ];
}

function storage(): MemberAlert[] {
  return [
    {
      name: 'PrometheusTSDBReloadsFailing',
      severity: 'warning',
      for: '4h',
      expr: ({ prometheus }) => grown('prometheus_tsdb_reloads_failures_total', '3h', prometheus),
      summary: 'Prometheus fails to load its blocks',
      description:
        'For hours {{ $labels.job }} has failed to load blocks from its volume: what is in those cannot be queried, and old ones are not deleted.',
    },
    {
      name: 'PrometheusTSDBCompactionsFailing',
      severity: 'warning',
      for: '4h',
      expr: ({ prometheus }) => grown('prometheus_tsdb_compactions_failed_total', '3h', prometheus),
      summary: 'Prometheus fails to compact its blocks',
      description:
        'For hours {{ $labels.job }} has failed to write or compact blocks: its memory and its write-ahead log grow until one of them is full.',
    },
    {
      name: 'PrometheusNotIngestingSamples',
      severity: 'critical',
      for: '10m',
      // Of itself it stores nothing then, either; a replica beside it sees that it appends nothing.
      expr: ({ prometheus }) =>
        `min by (job) (sum without (type) (rate(prometheus_tsdb_head_samples_appended_total{${prometheus}}[5m]))) == 0 or absent_over_time(up{${prometheus}}[5m])`,
      summary: 'Prometheus stores no samples',
      description:
        'For a while {{ $labels.job }} has stored nothing, so that no other alert of this cluster can be relied on. Its volume may be full; its log says so.',
    },
  ];
}

function queries(): MemberAlert {
  return {
    name: 'PrometheusHighQueryLoad',
    severity: 'warning',
    for: '15m',
    threshold: 0.8,
    expr: ({ prometheus }, threshold) => {
      const running = `avg_over_time(prometheus_engine_queries{${prometheus}}[5m])`;
      const most = `max_over_time(prometheus_engine_queries_concurrent_max{${prometheus}}[5m])`;
      return `max by (job) (${running} / ${most}) > ${threshold}`;
    },
    summary: 'Prometheus answers nearly as many queries as it can',
    description:
      'For a while {{ $labels.job }} has run nearly as many queries at once as it may: those beyond that wait, rules and federation among them.',
  };
}

/** A counter that went up lately, in any replica. */
function grown(counter: string, range: string, matchers: string, ...by: string[]): string {
  return `sum by (${['job', ...by].join(', ')}) (increase(${counter}{${matchers}}[${range}])) > 0`;
}
