import { leadingTo } from '../leading-to';
import { worseFrom } from '../members/levels';
import { each, type Members } from '../members/select';
import { ANY, ROLLED_OUT, unhealthy, unhealthyWorkloads } from '../members/usage';
import type { Panel } from '../types';

/** Whether what is deployed came up. */
export const rollouts = (members: Members): Panel[] => [
  {
    kind: 'timeSeries',
    title: 'Unhealthy workloads',
    description:
      'Deployments, StatefulSets and DaemonSets of all clusters that have fewer pods at work than they ask for. A short peak is a rollout; what stays is one that is stuck.',
    width: 14,
    height: 6,
    empty: 'No cluster tells of its workloads: the hub sees none, or none has kube-state-metrics',
    unit: 'number',
    stacked: true,
    queries: ROLLED_OUT.map((kind) => ({
      expr: `sum(${each(members, unhealthy(members, kind))})`,
      legend: kind.called,
    })),
    link: { title: 'Workloads', dashboard: 'promfleet-workloads' },
  },
  {
    kind: 'bars',
    title: 'Unhealthy workloads by cluster',
    description:
      'Where they are now. One cluster alone has a trouble of its own; the same number in all is a bad release.',
    width: 10,
    height: 6,
    empty: 'Every workload has the pods that it asks for',
    unit: 'number',
    levels: worseFrom(ANY),
    query: { expr: `${unhealthyWorkloads(members)} > 0`, legend: `{{${members.label}}}` },
    link: leadingTo(members.label, 'promfleet-workloads', 'Workloads of this cluster'),
  },
];
