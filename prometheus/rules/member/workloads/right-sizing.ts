import type { MemberGroup } from '../group';
import { recorded } from '../promql';

/** By what use is compared with requests, and the labels that name one. */
const LEVELS = { namespace: 'namespace', workload: 'namespace, workload, workload_type' } as const;

/** What is used, by the resource that is requested for it. */
const USAGE = {
  cpu: { used: 'container_cpu_usage_seconds:rate5m', ratio: 'container_cpu_usage_requests:ratio' },
  memory: {
    used: 'container_memory_working_set_bytes:sum',
    ratio: 'container_memory_working_set_requests:ratio',
  },
} as const;

/**
 * Use as a share of what is requested for it: far below 1, requests keep others away from what nobody
 * needs; above 1, pods live on what happens to be free. Where nothing is requested, there is none.
 */
export const RIGHT_SIZING: MemberGroup = {
  name: 'promfleet-right-sizing',
  needs: ['cadvisor', 'kubeStateMetrics'],
  interval: '1m',
  records: Object.entries(LEVELS).flatMap(([level, labels]) =>
    Object.entries(USAGE).map(([resource, { used, ratio }]) => ({
      record: `${level}:${ratio}`,
      expr: () => {
        const requests = recorded(
          `${level}:kube_pod_container_resource_requests:sum`,
          `resource="${resource}"`,
        );
        return `${recorded(`${level}:${used}`)} / on (${labels}) (${requests} > 0)`;
      },
    })),
  ),
};
