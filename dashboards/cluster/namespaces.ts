import { leadingTo } from '../leading-to';
import { worseFrom } from '../members/levels';
import { allOf, type Members } from '../members/select';
import { ANY, ROLLED_OUT, unhealthy } from '../members/usage';
import type { Column, TablePanel } from '../types';

/** Workloads by namespace, those with trouble first. */
export const namespaceTable = (members: Members): TablePanel => ({
  kind: 'table',
  title: 'Namespaces',
  description:
    'Unhealthy counts Deployments, StatefulSets and DaemonSets that have fewer pods at work than they ask for; pods not running are pending, failed or out of reach; waiting are containers that wait for an image, a Secret, a volume or their next attempt; restarts are those of the last hour. CPU and memory are what containers use.',
  width: 24,
  height: 9,
  empty: 'The hub does not see this cluster, or it has no kube-state-metrics',
  keys: [
    {
      label: 'namespace',
      title: 'Namespace',
      link: leadingTo(members.label, 'promfleet-workloads', 'Workloads of this cluster'),
    },
  ],
  columns: columns(members),
  sortBy: 'Unhealthy',
});

function columns(members: Members): Column[] {
  const { of } = members;
  const by = (aggregation: string, vector: string) => `${aggregation} by (namespace) (${vector})`;
  /** Of each value of a label once, whatever a member exposes beside what its rules record. */
  const sum = (metric: string, label: string, ...matchers: readonly string[]) =>
    by('sum', `max by (namespace, ${label}) (${of(metric, ...matchers)})`);
  return [
    {
      title: 'Unhealthy',
      expr: by(
        'sum',
        allOf(ROLLED_OUT.map((kind) => by('max', unhealthy(members, kind, 'namespace')))),
      ),
      unit: 'number',
      levels: worseFrom(ANY),
    },
    {
      title: 'Pods not running',
      expr: sum('namespace:kube_pod_status_phase:sum', 'phase', 'phase=~"Pending|Failed|Unknown"'),
      unit: 'number',
    },
    {
      title: 'Waiting',
      expr: sum('namespace:kube_pod_container_status_waiting_reason:sum', 'reason'),
      unit: 'number',
      levels: worseFrom(ANY),
    },
    {
      title: 'Restarts',
      expr: by('max', of('namespace:kube_pod_container_status_restarts:increase1h')),
      unit: 'number',
      decimals: 0,
    },
    {
      title: 'CPU',
      expr: by('max', of('namespace:container_cpu_usage_seconds:rate5m')),
      unit: 'cores',
      decimals: 2,
    },
    {
      title: 'Memory',
      expr: by('max', of('namespace:container_memory_working_set_bytes:sum')),
      unit: 'bytes',
    },
  ];
}
