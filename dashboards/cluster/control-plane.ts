import { worseFrom } from '../members/levels';
import { eachOf, type Members } from '../members/select';
import { apiErrors, ERRORS } from '../members/usage';
import type { TimeSeriesPanel } from '../types';

/** Seconds that one in a hundred requests takes, as the alerts on them have them unless set otherwise. */
const SLOW = { warning: 0.5, bad: 1 } as const;

const OVER_TIME = {
  kind: 'timeSeries',
  width: 6,
  height: 8,
  empty: 'The hub does not see this cluster, or its Prometheus scrapes no API server',
} as const;

/** What everything in the cluster waits for: API servers, etcd behind them, and DNS. */
export const controlPlane = (members: Members): TimeSeriesPanel[] => [
  {
    ...OVER_TIME,
    title: 'Requests to the API servers',
    description:
      'All requests a second. A jump is a controller that went astray or a script; none means that nobody reaches them.',
    unit: 'perSecond',
    queries: [{ expr: eachOf(members, 'cluster:apiserver_request:rate5m'), legend: 'requests' }],
  },
  {
    ...OVER_TIME,
    title: 'Errors',
    description:
      'Share of the requests that the API servers answered with an error of their own (5xx), and of the names that cluster DNS failed to look up (SERVFAIL). DNS is there where CoreDNS is scraped.',
    unit: 'share',
    levels: worseFrom(ERRORS),
    queries: [
      { expr: apiErrors(members), legend: 'API servers' },
      {
        expr: eachOf(members, 'cluster:coredns_dns_responses_errors:ratio_rate5m'),
        legend: 'DNS',
      },
    ],
  },
  {
    ...OVER_TIME,
    title: 'Slowest hundredth',
    description:
      'How long one in a hundred requests takes at least: to the API servers, without webhooks and what is open-ended, and to cluster DNS where CoreDNS is scraped.',
    unit: 'seconds',
    levels: worseFrom(SLOW),
    queries: [
      {
        expr: eachOf(members, 'cluster:apiserver_request_sli_duration_seconds:p99_rate5m'),
        legend: 'API servers',
      },
      {
        expr: eachOf(members, 'cluster:coredns_dns_request_duration_seconds:p99_rate5m'),
        legend: 'DNS',
      },
    ],
  },
  {
    ...OVER_TIME,
    title: 'Slowest hundredth of etcd',
    description:
      'How long one in a hundred requests of the API servers to etcd takes at least, by what it does. Everything that Kubernetes does waits for etcd, and etcd for its disk.',
    unit: 'seconds',
    levels: worseFrom(SLOW),
    empty: 'The hub does not see this cluster, or its API servers tell nothing of etcd',
    queries: [
      {
        expr: `max by (operation) (${members.of('operation:etcd_request_duration_seconds:p99_rate5m', 'operation=~"get|create|update|delete"')})`,
        legend: '{{operation}}',
      },
    ],
  },
];
