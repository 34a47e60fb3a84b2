import { eachOf, type Members } from '../members/select';
import type { Query, TimeSeriesPanel } from '../types';

const WHOLE = {
  kind: 'timeSeries',
  width: 12,
  height: 8,
  empty: 'No cluster tells of its nodes: the hub sees none, or none has node-exporter',
} as const;

/** What the fleet has, what is asked for, and what is used of it. */
export const capacity = (members: Members): TimeSeriesPanel[] => [
  {
    ...WHOLE,
    title: 'Cores of the fleet',
    description:
      'Processors of all clusters that the hub sees, those that pods ask for, and those in use. What is asked for and not used is paid for and idle; where more is asked for than there is, pods wait. A step down is a cluster or a node that is gone.',
    unit: 'cores',
    queries: resource(
      members,
      'cpu',
      'cluster:node_cpu_cores:sum',
      'cluster:node_cpu_utilisation:rate5m',
    ),
  },
  {
    ...WHOLE,
    title: 'Memory of the fleet',
    description:
      'Memory of all clusters that the hub sees, that which pods ask for, and that in use. Where more is asked for than there is, pods wait. A step down is a cluster or a node that is gone.',
    unit: 'bytes',
    queries: resource(
      members,
      'memory',
      'cluster:node_memory_MemTotal_bytes:sum',
      'cluster:node_memory_utilisation:ratio',
    ),
  },
];

function resource(members: Members, name: string, all: string, utilisation: string): Query[] {
  const requests = eachOf(
    members,
    'cluster:kube_pod_container_resource_requests:sum',
    `resource="${name}"`,
  );
  return [
    { expr: `sum(${eachOf(members, all)})`, legend: 'there' },
    { expr: `sum(${requests})`, legend: 'requested' },
    {
      expr: `sum(${eachOf(members, all)} * ${eachOf(members, utilisation)})`,
      legend: 'in use',
    },
  ];
}
