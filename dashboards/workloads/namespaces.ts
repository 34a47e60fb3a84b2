import { ALERTS_OF_MEMBERS } from '../../prometheus/relabel/federated-rules';
import { noneIsNormal } from '../counted';
import { grouped, on } from '../grouped';
import type { Column, Context, Row, TablePanel } from '../types';
import { ofKinds } from './kinds';
import { alertsOfNamespaces, byNamespace, NAMESPACE, namespaceKeys } from './of-namespaces';
import { OF_NAMESPACES, PODS, RESTARTS, UNSCHEDULABLE, WAITING } from './series';
import { NOT_RUNNING } from './summary';

const warned = noneIsNormal('warning');
const bad = noneIsNormal('bad');

/** A line for each namespace. */
export const namespaces = (context: Context): Row => ({
  title: 'Namespaces',
  panels: [everyNamespace(context)],
});

const everyNamespace = (context: Context): TablePanel => ({
  kind: 'table',
  title: 'Every namespace',
  description:
    'Those with most unhealthy objects come first. CPU and memory are what containers use, and what share that is of what they request: above 100 % they live on what happens to be free. An empty cell is not known, or there is nothing to tell.',
  width: 24,
  height: 12,
  empty: 'No namespace of what was chosen has pods, or the hub does not reach its cluster',
  keys: namespaceKeys(context),
  columns: [
    {
      title: 'Unhealthy',
      expr: grouped(context, 'sum', ofKinds(context, 'unhealthy'), NAMESPACE),
      unit: 'number',
      levels: bad,
    },
    {
      title: 'Alerts',
      expr: grouped(context, 'count', alertsOfNamespaces(context, ALERTS_OF_MEMBERS), NAMESPACE),
      unit: 'number',
      levels: warned,
    },
    { title: 'Running', expr: byNamespace(context, PODS, 'phase="Running"'), unit: 'number' },
    {
      title: 'Not running',
      expr: byNamespace(context, PODS, NOT_RUNNING),
      unit: 'number',
      levels: warned,
    },
    {
      title: 'Unschedulable',
      expr: byNamespace(context, UNSCHEDULABLE),
      unit: 'number',
      levels: bad,
    },
    { title: 'Waiting', expr: byNamespace(context, WAITING), unit: 'number', levels: warned },
    {
      title: 'Restarts',
      expr: byNamespace(context, RESTARTS),
      unit: 'number',
      decimals: 0,
      levels: warned,
    },
    ...used(context, 'CPU', 'cpu', 'cores'),
    ...used(context, 'Memory', 'memory', 'bytes'),
  ],
  sortBy: 'Unhealthy',
});

/** What containers of namespaces use of a resource, and which share that is of what they request. */
function used(
  context: Context,
  title: string,
  resource: 'cpu' | 'memory',
  unit: 'cores' | 'bytes',
): Column[] {
  const use = byNamespace(context, OF_NAMESPACES[resource]);
  return [
    { title, expr: use, unit, ...(unit === 'cores' ? { decimals: 2 } : {}) },
    {
      title: `${title} of requests`,
      expr: ofRequests(context, resource),
      unit: 'share',
      decimals: 0,
    },
  ];
}

/** Use of namespaces as a share of what their pods request; none where nothing is requested. */
export function ofRequests(context: Context, resource: 'cpu' | 'memory'): string {
  const requests = byNamespace(context, OF_NAMESPACES.requests, `resource="${resource}"`);
  return `${byNamespace(context, OF_NAMESPACES[resource])} / ${on(context, NAMESPACE)} (${requests} > 0)`;
}
