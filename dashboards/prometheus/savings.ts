import { named } from '../grouped';
import type { BarsPanel, Context, Row, Unit } from '../types';
import { toNamespace, WORKLOAD } from '../workloads/of-namespaces';
import { beyondRequests, surplus } from './right-sizing';

const BARS = 15;

/** Workloads whose requests are furthest from what they need. */
export const savings = (context: Context): Row => ({
  title: 'Right-sizing',
  panels: [
    {
      ...bars(context, 'Cores requested in vain', 'cores', surplus(context, 'cpu')),
      description:
        'Cores that a workload requests beyond what was enough for 95 % of the time that is shown. Nodes stand there for them. Choose a week at least, so that every peak is in it.',
      empty: 'No workload that is told of requests more CPU than it needs',
    },
    {
      ...bars(context, 'Memory requested in vain', 'bytes', surplus(context, 'memory')),
      description:
        'Memory that a workload requests beyond 15 % more than the most that it used in the time that is shown. Choose a week at least, so that every peak is in it.',
      empty: 'No workload that is told of requests more memory than it needs',
    },
    {
      ...bars(context, 'Memory beyond requests', 'bytes', beyondRequests(context)),
      description:
        'Memory that a workload uses beyond its requests, all of it where it requests none. Its pods are evicted first when their node is short of memory, and no other pod is kept away from it.',
      empty: 'No workload that is told of uses more memory than it requests',
      width: 24,
      height: 6,
      levels: [{ from: 0, is: 'warning' }],
    },
  ],
});

const bars = (context: Context, title: string, unit: Unit, expr: string) =>
  ({
    kind: 'bars',
    title,
    width: 12,
    height: 11,
    unit,
    query: { expr: `topk(${BARS}, ${expr})`, legend: named(context, ...WORKLOAD) },
    link: toNamespace(context),
  }) satisfies Partial<BarsPanel>;
