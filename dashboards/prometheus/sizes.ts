import { on } from '../grouped';
import { chosen } from '../promql';
import type { Column, Context, Row, Unit } from '../types';
import { namespaceKeys, WORKLOAD } from '../workloads/of-namespaces';
import { OF_WORKLOADS } from '../workloads/series';
import { needed, type Resource, requested, surplus } from './right-sizing';

/** What every workload requests, and should. */
export const sizes = (context: Context): Row => ({
  title: 'Right-sizing of every workload',
  collapsed: true,
  panels: [
    {
      kind: 'table',
      title: 'Requested, needed, to give back',
      description:
        'Needed is what should be requested for all pods of a workload together: CPU that was enough for 95 % of the time that is shown, memory 15 % more than the most that was used. Divide by the number of its pods for what to write, and choose a week at least, so that every peak is in it.',
      width: 24,
      height: 14,
      empty: 'No workload of the chosen clusters is told of',
      keys: [
        ...namespaceKeys(context),
        { label: 'workload', title: 'Workload' },
        { label: 'workload_type', title: 'Kind' },
      ],
      columns: [
        ...columns(context, 'memory', 'bytes', 'Memory'),
        ...columns(context, 'cpu', 'cores', 'Cores'),
      ],
      sortBy: 'Memory to give back',
    },
  ],
});

const columns = (context: Context, resource: Resource, unit: Unit, title: string): Column[] => {
  // What ended since is nobody's concern: every run of a Job is a workload.
  const there = `and ${on(context, ...WORKLOAD)} ${chosen(context, OF_WORKLOADS[resource])}`;
  return [
    { title: `${title} requested`, expr: requested(context, resource), unit },
    { title: `${title} needed`, expr: `${needed(context, resource)} ${there}`, unit },
    { title: `${title} to give back`, expr: surplus(context, resource), unit },
  ];
};
