import { named } from '../grouped';
import { largest } from '../outstanding';
import type { Context, Row, TimeSeriesPanel } from '../types';
import { NAMESPACE, ofNamespaces, toNamespace } from './of-namespaces';
import { RECEIVED, SENT } from './series';

/** What pods receive and send. */
export const network = (context: Context): Row => ({
  title: 'Network',
  collapsed: true,
  panels: [bytes(context, 'Received', RECEIVED, 'receive'), bytes(context, 'Sent', SENT, 'send')],
});

const bytes = (context: Context, title: string, metric: string, verb: string): TimeSeriesPanel => ({
  kind: 'timeSeries',
  title,
  description: `What pods ${verb}, without those in the network of their node. The ten namespaces that had most of it over this time are shown.`,
  width: 12,
  height: 8,
  empty: 'No pod of the chosen namespaces with a network of its own was told of in this time',
  unit: 'bytesPerSecond',
  queries: [
    {
      expr: largest(context, ofNamespaces(context, metric), NAMESPACE),
      legend: named(context, NAMESPACE),
    },
  ],
  link: toNamespace(context),
});
