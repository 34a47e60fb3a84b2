import { noneIsNormal } from '../counted';
import type { Context, TablePanel } from '../types';
import { KIND, ofKinds } from './kinds';

/** A line for each kind of objects. */
export const everyKind = (context: Context): TablePanel => ({
  kind: 'table',
  title: 'Objects by kind',
  description:
    'How many objects there are of each kind, and how many are unhealthy: they lack pods or failed, cannot scale, or have no volume.',
  width: 8,
  height: 8,
  empty: 'Nothing is known of workloads in what was chosen',
  keys: [{ label: KIND, title: 'Kind' }],
  columns: [
    {
      title: 'Unhealthy',
      expr: byKind(context, 'unhealthy'),
      unit: 'number',
      levels: noneIsNormal('bad'),
    },
    { title: 'All', expr: byKind(context, 'all'), unit: 'number' },
  ],
  sortBy: 'Unhealthy',
});

const byKind = (context: Context, which: 'all' | 'unhealthy') =>
  `sum by (${KIND}) (${ofKinds(context, which)})`;
