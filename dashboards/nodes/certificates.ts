import { named } from '../grouped';
import { smallest } from '../outstanding';
import type { Context, Row, TimeSeriesPanel } from '../types';
import { NODE, ofNodes, toNode } from './of-nodes';
import { CLIENT_CERTIFICATE, SERVER_CERTIFICATE } from './series';

const DAY = 24 * 60 * 60;

/** When certificates of kubelets expire. */
export const certificates = (context: Context): Row => ({
  title: 'Certificates of kubelets',
  collapsed: true,
  panels: [
    days(
      context,
      CLIENT_CERTIFICATE,
      'Client certificates',
      'by which the API server knows the kubelet: without it the node is lost to the cluster',
    ),
    days(
      context,
      SERVER_CERTIFICATE,
      'Serving certificates',
      'that the kubelet serves: without it there are no logs, no exec and no metrics of the node',
    ),
  ],
});

/** Days that are left of a certificate, of the nodes that have the fewest. */
const days = (context: Context, metric: string, title: string, what: string): TimeSeriesPanel => ({
  kind: 'timeSeries',
  title,
  description: `Days until the certificate expires ${what}. Kubelets renew theirs when about a fifth of its life is left, so a line that goes down all the way is one whose renewal fails. The ten nodes that have the fewest days are shown.`,
  width: 12,
  height: 8,
  empty: 'The kubelets of the chosen nodes manage no such certificate, or nothing is known of them',
  unit: 'days',
  decimals: 0,
  levels: [
    { from: 0, is: 'bad' },
    { from: 7, is: 'warning' },
    { from: 14, is: 'good' },
  ],
  queries: [
    {
      expr: `(${smallest(context, ofNodes(context, metric), NODE)}) / ${DAY}`,
      legend: named(context, NODE),
    },
  ],
  link: toNode(context),
});
