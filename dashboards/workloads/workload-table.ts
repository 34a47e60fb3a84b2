import { grouped, on } from '../grouped';
import type { Column, Context, Row, Unit } from '../types';
import { namespaceKeys, ofNamespaces, WORKLOAD } from './of-namespaces';
import { OF_WORKLOADS } from './series';

/** A line for each workload: many, so nothing is asked until somebody wants to see them. */
export const workloadTable = (context: Context): Row => ({
  title: 'Workloads',
  collapsed: true,
  panels: [
    {
      kind: 'table',
      title: 'Every workload',
      description:
        'What all pods of a workload together use and request. A pod that nothing controls is a workload of its own. Without a request a cell is empty: the scheduler then places the pod as if it needed nothing.',
      width: 24,
      height: 14,
      empty: 'No workload of the chosen namespaces is told of',
      keys: [
        ...namespaceKeys(context),
        { label: 'workload', title: 'Workload' },
        { label: 'workload_type', title: 'Kind' },
      ],
      columns: [
        ...columns(context, 'Memory', 'memory', 'bytes'),
        ...columns(context, 'CPU', 'cpu', 'cores'),
      ],
      sortBy: 'Memory used',
    },
  ],
});

function columns(
  context: Context,
  title: string,
  resource: 'cpu' | 'memory',
  unit: Unit,
): Column[] {
  const of = (...selector: [metric: string, ...matchers: string[]]) =>
    grouped(context, 'sum', ofNamespaces(context, ...selector), ...WORKLOAD);
  const used = of(OF_WORKLOADS[resource]);
  const requested = of(OF_WORKLOADS.requests, `resource="${resource}"`);
  return [
    { title: `${title} used`, expr: used, unit },
    { title: `${title} requested`, expr: requested, unit },
    {
      title: `${title} of requests`,
      expr: `${used} / ${on(context, ...WORKLOAD)} (${requested} > 0)`,
      unit: 'share',
      decimals: 0,
      levels: [
        { from: 0, is: 'neutral' },
        { from: 1, is: 'warning' },
      ],
    },
  ];
}
