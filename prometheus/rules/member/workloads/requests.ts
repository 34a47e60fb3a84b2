import type { MemberGroup } from '../group';
import { recorded, series } from '../promql';
import type { Sources } from '../sources';
import { alsoOfCluster } from './counts';
import { byWorkload } from './workload-owners';

/** CPU cores and bytes of memory of pods that have not ended: others hold nothing. */
function reserved({ kubeStateMetrics }: Sources, what: 'requests' | 'limits'): string {
  const containers = series(
    `kube_pod_container_resource_${what}`,
    kubeStateMetrics,
    'resource=~"cpu|memory"',
  );
  const alive = series('kube_pod_status_phase', kubeStateMetrics, 'phase=~"Pending|Running"');
  return `sum by (namespace, pod, resource) (${containers}) and on (namespace, pod) ${alive} == 1`;
}

const nameOf = (what: 'requests' | 'limits') => `kube_pod_container_resource_${what}:sum`;

const ALLOCATABLE = 'cluster:kube_node_status_allocatable';

const allocatable = ({ kubeStateMetrics }: Sources) =>
  `max by (node, resource) (${series('kube_node_status_allocatable', kubeStateMetrics, 'resource=~"cpu|memory"')})`;

/** Requests that do not fit any more when the largest node is gone; on a single node, at all. */
function overcommitted(resource: 'cpu' | 'memory'): string {
  const of = (record: string) => recorded(record, `resource="${resource}"`);
  const rest = `${of(`${ALLOCATABLE}:sum`)} - ${of(`${ALLOCATABLE}:max`)} > 0 or ${of(`${ALLOCATABLE}:sum`)}`;
  return `sum(${of(`cluster:${nameOf('requests')}`)}) > sum(${rest})`;
}

/** What pods request and are limited to, by namespace, by workload and together, and what nodes have. */
export const REQUESTS_AND_LIMITS: MemberGroup = {
  name: 'promfleet-requests',
  needs: ['kubeStateMetrics'],
  // What is requested changes when somebody changes it.
  interval: '2m',
  records: [
    ...(['requests', 'limits'] as const).flatMap((what) => [
      ...alsoOfCluster(
        nameOf(what),
        (sources) => `sum by (namespace, resource) (${reserved(sources, what)})`,
        'resource',
      ),
      {
        record: `workload:${nameOf(what)}`,
        expr: (sources: Sources) => byWorkload(reserved(sources, what), 'resource'),
      },
    ]),
    ...(['sum', 'max'] as const).map((operation) => ({
      record: `${ALLOCATABLE}:${operation}`,
      expr: (sources: Sources) => `${operation} by (resource) (${allocatable(sources)})`,
    })),
  ],
  alerts: [
    {
      name: 'KubeCPUOvercommit',
      severity: 'warning',
      for: '10m',
      expr: () => overcommitted('cpu'),
      summary: 'Pods request more CPU than is left when a node fails',
      description:
        'The pods of the cluster request more CPU than its nodes have without the largest of them. When that one fails, some of its pods stay pending.',
    },
    {
      name: 'KubeMemoryOvercommit',
      severity: 'warning',
      for: '10m',
      expr: () => overcommitted('memory'),
      summary: 'Pods request more memory than is left when a node fails',
      description:
        'The pods of the cluster request more memory than its nodes have without the largest of them. When that one fails, some of its pods stay pending.',
    },
  ],
};
