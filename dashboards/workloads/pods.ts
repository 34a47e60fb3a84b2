import { named } from '../grouped';
import { largestOfAny } from '../outstanding';
import type { Context, Row, TimeSeriesPanel } from '../types';
import { everyKind } from './kind-table';
import { NAMESPACE, ofNamespaces, toNamespace } from './of-namespaces';
import { PODS, RESTARTS, WAITING } from './series';

/** Objects by kind, pods by phase, their restarts, and what their containers wait for. */
export const pods = (context: Context): Row => ({
  title: 'Objects and pods',
  panels: [
    everyKind(context),
    {
      ...stacked(context, 'Pods by phase', PODS, 'phase'),
      description:
        'Succeeded pods are those of Jobs that ended. Pending ones wait for a node, an image or a volume; of unknown ones the node is out of reach.',
      empty: 'No pod was known in what was chosen in this time',
    },
    {
      ...stacked(context, 'Waiting containers by reason', WAITING, 'reason'),
      description:
        'Containers that do not run, by the reason that the kubelet gives. CrashLoopBackOff: they end soon after each start. ImagePullBackOff: their image cannot be had.',
      empty: 'No container that the hub was told of waited in this time',
    },
    {
      kind: 'timeSeries',
      title: 'Restarts',
      description:
        'How often containers were started again in the hour before, of the ten namespaces that had most of it, if there were any.',
      width: 24,
      height: 7,
      empty: 'No container that the hub was told of was started again in this time',
      unit: 'number',
      decimals: 0,
      queries: [
        {
          expr: largestOfAny(context, ofNamespaces(context, RESTARTS), NAMESPACE),
          legend: named(context, NAMESPACE),
        },
      ],
      link: toNamespace(context),
    },
  ],
});

const stacked = (context: Context, title: string, metric: string, label: string) =>
  ({
    kind: 'timeSeries',
    title,
    width: 8,
    height: 8,
    unit: 'number',
    stacked: true,
    queries: [
      { expr: `sum by (${label}) (${ofNamespaces(context, metric)}) > 0`, legend: `{{${label}}}` },
    ],
  }) satisfies Partial<TimeSeriesPanel>;
