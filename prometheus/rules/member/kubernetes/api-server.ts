import type { MemberGroup, Recording } from '../group';
import { quantile, recorded, share } from '../promql';

const TARGETS = 'cluster:apiserver_up:count';
const BUCKETS = 'verb_le:apiserver_request_sli_duration_seconds_bucket:rate5m';
const LATENCY = 'verb:apiserver_request_sli_duration_seconds:p99_rate5m';
const ERRORS = 'cluster:apiserver_request_errors:ratio_rate5m';

/** Requests that last as long as whoever makes them likes. */
const OPEN_ENDED = 'verb!~"WATCH|CONNECT", subresource!~"proxy|attach|log|exec|portforward"';

/** Verbs whose requests are about one object, or create one: lists are as slow as they are long. */
const SINGLE = 'verb=~"GET|POST|PUT|PATCH|APPLY|DELETE"';

/** Requests a second, by label or altogether. */
const requests = (apiServer: string, by: string, only = '') =>
  `sum${by} (rate(apiserver_request_total{${apiServer}${only}}[5m]))`;

const FAILED = ', code=~"5.."';

const terminated = (apiServer: string) =>
  `sum(rate(apiserver_request_terminations_total{${apiServer}}[10m]))`;

const latency = (record: string, part: number, by: string): Recording => ({
  record,
  expr: () => quantile(part, `sum by (${by}) (${recorded(BUCKETS)})`),
});

/** Requests to the API servers: how many, how fast, and how they end. */
export const API_SERVER: MemberGroup = {
  name: 'promfleet-api-server',
  needs: ['apiServer'],
  interval: '1m',
  records: [
    { record: TARGETS, expr: ({ apiServer }) => `count(up{${apiServer}})` },
    { record: 'cluster:apiserver_up:sum', expr: ({ apiServer }) => `sum(up{${apiServer}})` },
    {
      record: 'verb:apiserver_request:rate5m',
      expr: ({ apiServer }) => requests(apiServer, ' by (verb)'),
    },
    {
      record: 'cluster:apiserver_request:rate5m',
      expr: () => `sum(${recorded('verb:apiserver_request:rate5m')})`,
    },
    {
      record: 'verb:apiserver_request_errors:ratio_rate5m',
      expr: ({ apiServer }) =>
        share(requests(apiServer, ' by (verb)', FAILED), recorded('verb:apiserver_request:rate5m')),
    },
    {
      record: ERRORS,
      expr: ({ apiServer }) =>
        share(requests(apiServer, '', FAILED), recorded('cluster:apiserver_request:rate5m')),
    },
    {
      record: BUCKETS,
      expr: ({ apiServer }) =>
        `sum by (verb, le) (rate(apiserver_request_sli_duration_seconds_bucket{${apiServer}, ${OPEN_ENDED}}[5m]))`,
    },
    latency('verb:apiserver_request_sli_duration_seconds:p50_rate5m', 0.5, 'verb, le'),
    latency(LATENCY, 0.99, 'verb, le'),
    latency('cluster:apiserver_request_sli_duration_seconds:p99_rate5m', 0.99, 'le'),
    {
      record: 'request_kind:apiserver_current_inflight_requests:sum',
      expr: ({ apiServer }) =>
        `sum by (request_kind) (apiserver_current_inflight_requests{${apiServer}})`,
    },
  ],
  alerts: [
    {
      name: 'KubeAPIDown',
      severity: 'critical',
      for: '15m',
      // As of kubelets: what is recorded of the targets tells whether there ever was one.
      expr: ({ apiServer }) =>
        `absent(up{${apiServer}} == 1) and on () present_over_time(${recorded(TARGETS)}[1d])`,
      summary: 'Prometheus reaches no API server',
      description:
        'For a while no API server has answered the Prometheus of its own cluster, or Prometheus no longer finds any. What runs goes on running, but nothing can be changed or replaced.',
    },
    {
      name: 'KubeAPIErrorsHigh',
      severity: 'warning',
      for: '10m',
      threshold: 0.03,
      expr: (_, threshold) => `${recorded(ERRORS)} > ${threshold}`,
      summary: 'Many requests to the API server fail',
      description:
        'For a while many requests to the API server have been answered with an error of its own (5xx). Controllers and deployments that depend on them stand still.',
    },
    {
      name: 'KubeAPILatencyHigh',
      severity: 'warning',
      for: '15m',
      threshold: 1,
      expr: (_, threshold) => `${recorded(LATENCY, SINGLE)} >= ${threshold}`,
      summary: 'The API server is slow to answer {{ $labels.verb }}',
      description:
        'For a while one in a hundred requests of the kind {{ $labels.verb }} has taken the API server long to answer, not counting webhooks and the time in its queues.',
    },
    {
      name: 'KubeAPITerminatedRequests',
      severity: 'warning',
      for: '5m',
      threshold: 0.2,
      expr: ({ apiServer }, threshold) =>
        `${terminated(apiServer)} / (sum(rate(apiserver_request_total{${apiServer}}[10m])) + ${terminated(apiServer)}) > ${threshold}`,
      summary: 'The API server breaks off many requests',
      description:
        'The API server has broken off many of its requests to protect itself, before anything was done about them. Whoever made them has to try again.',
    },
  ],
};
