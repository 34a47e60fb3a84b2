import { grouped, named } from '../grouped';
import { chosen } from '../promql';
import type { BarsPanel, Context, Row } from '../types';
import { NEW_SERIES_OF_JOBS, SERIES_OF_JOBS } from './series';

const BARS = 15;

/** By which jobs series come. */
export const cardinality = (context: Context): Row => ({
  title: 'Cardinality',
  panels: [
    {
      ...jobs(context, 'Jobs that bring the most series', SERIES_OF_JOBS),
      description:
        'Series that the targets of a job expose, after relabelling. To have fewer, drop metrics that nobody asks for, or a label with many values.',
    },
    {
      ...jobs(context, 'Jobs that add the most new series', NEW_SERIES_OF_JOBS, ' > 0'),
      description:
        'Series of a job that were new within the last hour. A job that adds more than it has replaces its series all the time: by pods that come and go, or a label whose values do. Each is in memory for hours.',
    },
  ],
});

const jobs = (context: Context, title: string, metric: string, condition = '') =>
  ({
    kind: 'bars',
    title,
    width: 12,
    height: 10,
    empty: 'No Prometheus of the chosen clusters tells of its jobs',
    unit: 'number',
    query: {
      expr: `topk(${BARS}, ${grouped(context, 'max', chosen(context, metric), 'job')}${condition})`,
      legend: named(context, 'job'),
    },
  }) satisfies Partial<BarsPanel>;
