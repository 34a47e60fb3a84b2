import { named } from '../grouped';
import { largest } from '../outstanding';
import type { Context, Row, TimeSeriesPanel, Unit } from '../types';
import { ofRequests } from './namespaces';
import { NAMESPACE, ofNamespaces, toNamespace } from './of-namespaces';
import { OF_NAMESPACES } from './series';

/** CPU and memory that containers use, and what share that is of what they request. */
export const usage = (context: Context): Row => ({
  title: 'CPU and memory',
  panels: [
    ofMost(context, 'CPU used', 'cpu', 'cores', 'Cores that containers use.'),
    ofMost(
      context,
      'Memory used',
      'memory',
      'bytes',
      'Memory that containers need to go on: without what the kernel would give back.',
    ),
    share(context, 'CPU used of what is requested', 'cpu'),
    share(context, 'Memory used of what is requested', 'memory'),
  ],
});

const empty = 'No container of the chosen namespaces was told of in this time';

/** The namespaces that use most of a resource. */
const ofMost = (
  context: Context,
  title: string,
  resource: 'cpu' | 'memory',
  unit: Unit,
  what: string,
): TimeSeriesPanel => ({
  kind: 'timeSeries',
  title,
  description: `${what} The ten namespaces that had most of it over this time are shown.`,
  width: 12,
  height: 8,
  empty,
  unit,
  queries: [
    {
      expr: largest(context, ofNamespaces(context, OF_NAMESPACES[resource]), NAMESPACE),
      legend: named(context, NAMESPACE),
    },
  ],
  link: toNamespace(context),
});

/** Of the namespaces that use most of a resource, the share of what they request. */
const share = (context: Context, title: string, resource: 'cpu' | 'memory'): TimeSeriesPanel => ({
  kind: 'timeSeries',
  title,
  description:
    'Far below 100 %, requests keep others away from what nobody needs; above, pods live on what happens to be free, and are the first to go when it is not. The ten namespaces that use most are shown.',
  width: 12,
  height: 8,
  empty: 'No chosen namespace requests any of it, or nothing is known of them in this time',
  unit: 'share',
  levels: [
    { from: 0, is: 'neutral' },
    { from: 1, is: 'warning' },
  ],
  queries: [
    {
      expr: `${ofRequests(context, resource)} and ${largest(context, ofNamespaces(context, OF_NAMESPACES[resource]), NAMESPACE)}`,
      legend: named(context, NAMESPACE),
    },
  ],
  link: toNamespace(context),
});
