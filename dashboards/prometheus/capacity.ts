import { on } from '../grouped';
import type { Column, Context, Row } from '../types';
import { byCluster, clusterKey } from './members';
import type { Resource } from './right-sizing';
import { ALLOCATABLE, REQUESTS, USED } from './series';

/** What nodes have to give, what is requested of it, and what is used. */
export const capacity = (context: Context): Row => ({
  title: 'Capacity',
  panels: [
    {
      kind: 'table',
      title: 'Allocatable, requested, used',
      description:
        'What nodes have for pods, what share of it pods request, and what share of what nodes have is used. Nodes are paid for by what is requested: where much is requested and little used, requests are too large; where little is requested, there are more nodes than it takes.',
      width: 24,
      height: 8,
      empty: 'No chosen cluster tells of what its nodes have',
      keys: [clusterKey(context)],
      columns: [
        ...columns(context, 'cpu', 'cores', 'Cores'),
        ...columns(context, 'memory', 'bytes', 'Memory'),
      ],
      sortBy: 'Cores',
    },
  ],
});

function columns(
  context: Context,
  resource: Resource,
  unit: 'cores' | 'bytes',
  title: string,
): Column[] {
  const of = (metric: string) => byCluster(context, metric, `resource="${resource}"`);
  return [
    { title, expr: of(ALLOCATABLE), unit },
    {
      title: `${title} requested`,
      expr: `${of(REQUESTS)} / ${on(context)} (${of(ALLOCATABLE)} > 0)`,
      unit: 'share',
      decimals: 0,
      levels: [
        { from: 0, is: 'good' },
        { from: 0.9, is: 'warning' },
        { from: 1, is: 'bad' },
      ],
    },
    {
      title: `${title} used`,
      expr: byCluster(context, USED[resource]),
      unit: 'share',
      decimals: 0,
      levels: [
        { from: 0, is: 'good' },
        { from: 0.8, is: 'warning' },
        { from: 0.9, is: 'bad' },
      ],
    },
  ];
}
