import { leadingTo } from '../leading-to';
import { worseFrom } from '../members/levels';
import type { Members } from '../members/select';
import { BUSY, FULL } from '../members/usage';
import type { Column, TablePanel } from '../types';

const CONDITION = 'node_condition:kube_node_status_condition:max';

/** Conditions of a node that ought not to hold. */
const PRESSURE = 'MemoryPressure|DiskPressure|PIDPressure|NetworkUnavailable';

/** The nodes, those that are not ready or under pressure first. */
export const nodeTable = (members: Members): TablePanel => ({
  kind: 'table',
  title: 'Nodes',
  description:
    'Each node, as Kubernetes and its own figures have it. Under pressure, the kubelet evicts pods until enough is free again; what is on a node that is not ready is replaced elsewhere after some minutes.',
  width: 24,
  height: 9,
  empty:
    'The hub does not see this cluster, or it has neither kube-state-metrics nor node-exporter',
  keys: [
    {
      label: 'node',
      title: 'Node',
      link: leadingTo(members.label, 'promfleet-nodes', 'Nodes of this cluster'),
    },
  ],
  columns: columns(members),
  sortBy: 'Condition',
});

function columns({ of }: Members): Column[] {
  const byNode = (metric: string) => `max by (node) (${of(metric)})`;
  const whose = (condition: string) => `group by (node) (${condition})`;
  return [
    {
      title: 'Condition',
      expr: [
        `2 * ${whose(`${of(CONDITION, 'condition="Ready"')} == 0`)}`,
        `1 * ${whose(`${of(CONDITION, `condition=~"${PRESSURE}"`)} == 1`)}`,
        `0 * ${whose(of(CONDITION, 'condition="Ready"'))}`,
      ].join(' or '),
      unit: 'number',
      words: { 0: 'ready', 1: 'under pressure', 2: 'not ready' },
      levels: worseFrom({ warning: 1, bad: 2 }),
    },
    {
      title: 'CPU',
      expr: byNode('node:node_cpu_utilisation:rate5m'),
      unit: 'share',
      levels: worseFrom(BUSY),
      decimals: 0,
    },
    {
      title: 'Memory',
      expr: byNode('node:node_memory_utilisation:ratio'),
      unit: 'share',
      levels: worseFrom(BUSY),
      decimals: 0,
    },
    {
      title: 'Fullest disk',
      expr: byNode('node:node_filesystem_utilisation:max'),
      unit: 'share',
      levels: worseFrom(FULL),
      decimals: 0,
    },
    { title: 'Pods', expr: byNode('node:kubelet_running_pods:max'), unit: 'number' },
  ];
}
