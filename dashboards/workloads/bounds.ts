import { noneIsNormal } from '../counted';
import { grouped, named } from '../grouped';
import type { BarsPanel, Context, Level, Row } from '../types';
import { byNamespace, NAMESPACE, ofNamespaces, toNamespace } from './of-namespaces';
import { MAXED_OUT, QUOTA, VOLUME_BYTES, VOLUME_INODES } from './series';

const CLAIM = 'persistentvolumeclaim';

/** The label that says what of a volume is used: its bytes, or its inodes. */
const OF = 'of';

const BARS = 15;

const FULL: readonly Level[] = [
  { from: 0, is: 'good' },
  { from: 0.85, is: 'warning' },
  { from: 0.97, is: 'bad' },
];

/** What workloads are about to run into. */
export const bounds = (context: Context): Row => ({
  title: 'Limits',
  panels: [
    {
      ...bars(context, 'Fullest volumes'),
      description:
        'Used share of the volumes of claims, in bytes or in inodes, fullest first. What writes to a full one fails.',
      empty: 'No chosen namespace has a volume that a kubelet tells of',
      unit: 'share',
      max: 1,
      levels: FULL,
      query: {
        expr: `topk(${BARS}, ${volumes(context)})`,
        legend: `${named(context, NAMESPACE, CLAIM)} ({{${OF}}})`,
      },
    },
    {
      ...bars(context, 'Quotas'),
      description:
        'Used share of the quotas of namespaces, by resource. Once it is used up, the API server refuses what needs more, such as the additional pod of a rollout.',
      empty: 'No chosen namespace has a quota, or nothing is known of them',
      unit: 'share',
      max: 1,
      levels: [
        { from: 0, is: 'good' },
        { from: 0.9, is: 'warning' },
        { from: 1, is: 'bad' },
      ],
      query: {
        expr: `topk(${BARS}, ${grouped(context, 'max', ofNamespaces(context, QUOTA), NAMESPACE, 'resource')})`,
        legend: named(context, NAMESPACE, 'resource'),
      },
    },
    {
      ...bars(context, 'Autoscalers at their limit'),
      width: 24,
      height: 5,
      description:
        'HorizontalPodAutoscalers that have as many replicas as they may, by namespace: with more load than now their pods become slow.',
      empty: 'No autoscaler that the hub is told of is at its limit',
      unit: 'number',
      levels: noneIsNormal('warning'),
      query: {
        expr: `topk(${BARS}, ${byNamespace(context, MAXED_OUT)} > 0)`,
        legend: named(context, NAMESPACE),
      },
    },
  ],
});

/** Used share of each volume, of its bytes and of its inodes. */
function volumes(context: Context): string {
  const of = (what: string, metric: string) =>
    `label_replace(${ofNamespaces(context, metric)}, "${OF}", "${what}", "", "")`;
  const both = `${of('bytes', VOLUME_BYTES)} or ${of('inodes', VOLUME_INODES)}`;
  return grouped(context, 'max', both, NAMESPACE, CLAIM, OF);
}

const bars = (context: Context, title: string) =>
  ({
    kind: 'bars',
    title,
    width: 12,
    height: 8,
    link: toNamespace(context),
  }) satisfies Partial<BarsPanel>;
