import { named } from '../grouped';
import { largestOfAny } from '../outstanding';
import type { Context, Row } from '../types';
import { lines } from './lines';
import { NODE, ofNodes } from './of-nodes';
import { DROPPED, FAULTY, RECEIVED, SENT } from './series';

const empty = 'No node-exporter of the chosen nodes told of it in this time';

/** What goes through network cards of nodes, and what is lost there. */
export const network = (context: Context): Row => ({
  title: 'Network',
  panels: [
    lines(context, RECEIVED, {
      title: 'Received',
      description: 'What the network cards receive; interfaces that stand for others do not count.',
      width: 8,
      empty,
      unit: 'bytesPerSecond',
    }),
    lines(context, SENT, {
      title: 'Sent',
      description: 'What the network cards send; interfaces that stand for others do not count.',
      width: 8,
      empty,
      unit: 'bytesPerSecond',
    }),
    {
      kind: 'timeSeries',
      title: 'Packets lost',
      description:
        'Packets with errors, and packets that were dropped, both ways, of the ten nodes that had most of each. Errors point at a cable, a card or its driver; drops at a queue that is too short, or a node that is too busy.',
      width: 8,
      height: 8,
      empty: 'No node-exporter of the chosen nodes told of a lost packet in this time',
      unit: 'perSecond',
      queries: [
        {
          expr: largestOfAny(context, ofNodes(context, FAULTY), NODE),
          legend: `${named(context, NODE)} errors`,
        },
        {
          expr: largestOfAny(context, ofNodes(context, DROPPED), NODE),
          legend: `${named(context, NODE)} drops`,
        },
      ],
    },
  ],
});
