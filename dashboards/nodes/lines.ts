import { named } from '../grouped';
import { largest } from '../outstanding';
import type { Context, Scale, TimeSeriesPanel } from '../types';
import { NODE, ofNodes, toNode } from './of-nodes';

/** What is said of a panel with lines of nodes. */
interface Lines extends Scale {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly empty: string;
  readonly max?: number;
}

/** The nodes of which a series is the largest over the time that is shown. */
export const lines = (context: Context, metric: string, said: Lines): TimeSeriesPanel => ({
  kind: 'timeSeries',
  height: 8,
  ...said,
  description: `${said.description} The ten nodes that had most of it over this time are shown.`,
  queries: [
    { expr: largest(context, ofNodes(context, metric), NODE), legend: named(context, NODE) },
  ],
  link: toNode(context),
});
