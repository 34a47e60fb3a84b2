import { alertsBy } from '../members/alerts';
import { worseFrom } from '../members/levels';
import { eachOf, type Members } from '../members/select';
import { expected, STATES_EXPLAINED, state } from '../members/state';
import { ANY, BUSY, nodesNotReady } from '../members/usage';
import type { Context, StatPanel } from '../types';

const WHOLE = { kind: 'stat', width: 3, height: 4, unit: 'number', decimals: 0 } as const;

const NO_INVENTORY = 'The hub has not evaluated its rules yet';

/** A number that is 0 where there is nothing to count. */
const counted = (vector: string) => `count(${vector}) or vector(0)`;

/** The top of the page: how many are well, and what there is to do. */
export function summary(context: Context, members: Members): StatPanel[] {
  const alerts = (severity: 'critical' | 'warning') => `sum(${alertsBy(members, severity)})`;
  return [
    {
      ...WHOLE,
      title: 'Clusters up',
      description: `Clusters that the hub sees, and those in the fleet file. ${STATES_EXPLAINED}`,
      empty: NO_INVENTORY,
      queries: [
        { expr: counted(`(${state(members)}) == 0`), legend: 'up' },
        { expr: `count(${expected(members)})`, legend: 'expected' },
      ],
    },
    {
      ...WHOLE,
      title: 'Not seen',
      description:
        'Clusters of the fleet file that are down, missing or without data: nothing else on this page is known of them.',
      empty: NO_INVENTORY,
      levels: worseFrom({ bad: 1 }),
      queries: [{ expr: counted(`(${state(members)}) > 0`), legend: 'not seen' }],
      link: { title: 'Requests to clusters', dashboard: 'promfleet-federation' },
    },
    {
      ...WHOLE,
      title: 'Critical alerts',
      description:
        'Alerts that fire and want somebody at once, those of clusters and those of the hub about them.',
      empty: NO_INVENTORY,
      levels: worseFrom({ bad: 1 }),
      queries: [{ expr: `${alerts('critical')} or vector(0)`, legend: 'critical' }],
      link: { title: 'All alerts', dashboard: 'promfleet-alerts' },
    },
    {
      ...WHOLE,
      title: 'Warnings',
      description: 'Alerts that fire and can wait until the morning.',
      empty: NO_INVENTORY,
      levels: worseFrom(ANY),
      queries: [{ expr: `${alerts('warning')} or vector(0)`, legend: 'warnings' }],
      link: { title: 'All alerts', dashboard: 'promfleet-alerts' },
    },
    {
      ...WHOLE,
      title: 'Nodes not ready',
      description:
        'Nodes whose kubelet says that they are not ready, or is not heard of, in all clusters that the hub sees.',
      empty: 'No cluster tells of its nodes',
      levels: worseFrom(ANY),
      queries: [{ expr: `sum(${nodesNotReady(members)})`, legend: 'not ready' }],
      link: { title: 'Nodes', dashboard: 'promfleet-nodes' },
    },
    ...capacity(members),
    {
      ...WHOLE,
      title: 'Hub',
      description:
        'Critical alerts and warnings that are about no cluster: the hub itself, its storage, its rules, and whether anyone is told. While there are any, the rest of this page may be wrong.',
      empty: NO_INVENTORY,
      levels: worseFrom({ bad: 1 }),
      queries: [
        {
          expr: counted(
            `ALERTS{${context.clusterLabel}="", alertstate="firing", severity=~"critical|warning"}`,
          ),
          legend: 'alerts',
        },
      ],
      link: { title: 'All alerts', dashboard: 'promfleet-alerts' },
    },
  ];
}

/** Share of what all clusters have that is in use, each counting for as much as it has. */
function capacity(members: Members): StatPanel[] {
  const inUse = (utilisation: string, capacity: string) => {
    const used = `${eachOf(members, utilisation)} * ${eachOf(members, capacity)}`;
    const there = `${eachOf(members, capacity)} and ${eachOf(members, utilisation)}`;
    return `sum(${used}) / sum(${there})`;
  };
  const share = {
    ...WHOLE,
    unit: 'share',
    levels: worseFrom(BUSY),
    empty: 'No cluster tells of its nodes',
  } as const;
  return [
    {
      ...share,
      title: 'CPU in use',
      description:
        'Share of the processors of all clusters that the hub sees. A single cluster can be full while this is low.',
      queries: [
        {
          expr: inUse('cluster:node_cpu_utilisation:rate5m', 'cluster:node_cpu_cores:sum'),
          legend: 'CPU',
        },
      ],
    },
    {
      ...share,
      title: 'Memory in use',
      description:
        'Share of the memory of all clusters that the hub sees. A single cluster can be full while this is low.',
      queries: [
        {
          expr: inUse(
            'cluster:node_memory_utilisation:ratio',
            'cluster:node_memory_MemTotal_bytes:sum',
          ),
          legend: 'memory',
        },
      ],
    },
  ];
}
