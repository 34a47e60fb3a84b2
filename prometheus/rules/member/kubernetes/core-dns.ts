import type { MemberGroup } from '../group';
import { quantile, recorded, share } from '../promql';

const REQUESTS = 'cluster:coredns_dns_requests:rate5m';
const ERRORS = 'cluster:coredns_dns_responses_errors:ratio_rate5m';
const LATENCY = 'cluster:coredns_dns_request_duration_seconds:p99_rate5m';

const responses = (coreDns: string, only = '') =>
  `sum(rate(coredns_dns_responses_total{${coreDns}${only}}[5m]))`;

/** CoreDNS, where Prometheus sees it: where it does not, there is nothing to compare. */
export const CORE_DNS: MemberGroup = {
  name: 'promfleet-core-dns',
  needs: ['coreDns'],
  interval: '1m',
  records: [
    {
      record: REQUESTS,
      expr: ({ coreDns }) => `sum(rate(coredns_dns_requests_total{${coreDns}}[5m]))`,
    },
    {
      record: ERRORS,
      expr: ({ coreDns }) => share(responses(coreDns, ', rcode="SERVFAIL"'), responses(coreDns)),
    },
    {
      record: LATENCY,
      expr: ({ coreDns }) =>
        quantile(
          0.99,
          `sum by (le) (rate(coredns_dns_request_duration_seconds_bucket{${coreDns}}[5m]))`,
        ),
    },
  ],
  alerts: [
    {
      name: 'CoreDNSErrorsHigh',
      severity: 'warning',
      for: '10m',
      threshold: 0.03,
      expr: (_, threshold) => `${recorded(ERRORS)} > ${threshold}`,
      summary: 'CoreDNS cannot answer many questions',
      description:
        'For a while CoreDNS has answered many questions with SERVFAIL. Pods cannot find other Services, or hosts outside the cluster.',
    },
    {
      name: 'CoreDNSLatencyHigh',
      severity: 'warning',
      for: '10m',
      threshold: 1,
      expr: (_, threshold) => `${recorded(LATENCY)} >= ${threshold}`,
      summary: 'CoreDNS is slow to answer',
      description:
        'For a while one in a hundred questions has taken CoreDNS long to answer. Clients give up after five seconds unless told otherwise.',
    },
  ],
};
