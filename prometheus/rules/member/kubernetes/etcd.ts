import type { MemberGroup } from '../group';
import { quantile, recorded, share } from '../promql';

const LATENCY = 'operation:etcd_request_duration_seconds:p99_rate5m';
const REQUESTS = 'operation:etcd_requests:rate5m';

/** Operations on one key: lists are as slow as they are long. */
const SINGLE = 'operation=~"get|create|update|delete"';

const operations = (counter: string, apiServer: string) =>
  `sum by (operation) (rate(${counter}{${apiServer}}[5m]))`;

/** Etcd as the API servers see it, which is how it can be seen where somebody else runs it. */
export const ETCD: MemberGroup = {
  name: 'promfleet-etcd',
  needs: ['apiServer'],
  interval: '1m',
  records: [
    {
      record: LATENCY,
      expr: ({ apiServer }) =>
        quantile(
          0.99,
          `sum by (operation, le) (rate(etcd_request_duration_seconds_bucket{${apiServer}}[5m]))`,
        ),
    },
    { record: REQUESTS, expr: ({ apiServer }) => operations('etcd_requests_total', apiServer) },
    {
      record: 'operation:etcd_request_errors:ratio_rate5m',
      expr: ({ apiServer }) =>
        share(operations('etcd_request_errors_total', apiServer), recorded(REQUESTS)),
    },
    {
      record: 'cluster:apiserver_storage_size_bytes:max',
      expr: ({ apiServer }) => `max(apiserver_storage_size_bytes{${apiServer}})`,
    },
    {
      // Of each kind as many as the API server that counts most of them; -1 is not known.
      record: 'cluster:apiserver_storage_objects:sum',
      expr: ({ apiServer }) =>
        `sum(max by (resource) (apiserver_storage_objects{${apiServer}}) >= 0)`,
    },
  ],
  alerts: [
    {
      name: 'EtcdRequestsSlow',
      severity: 'warning',
      for: '10m',
      threshold: 1,
      expr: (_, threshold) => `${recorded(LATENCY, SINGLE)} >= ${threshold}`,
      summary: 'Etcd is slow to {{ $labels.operation }}',
      description:
        'For a while one in a hundred requests of the API server to etcd, of the kind {{ $labels.operation }}, has taken long. Everything that Kubernetes does waits for etcd.',
    },
  ],
};
