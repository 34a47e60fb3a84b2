import { jobsOf } from '../../prometheus/rules/member/sources';
import { leadingTo } from '../leading-to';
import { MOST, most } from '../most';
import { chosen } from '../promql';
import type { Context, Row, Scale, TimeSeriesPanel } from '../types';

const GATEWAYS = `job=~"${jobsOf('pushgateway').join('|')}"`;

/** What the Prometheus of a member scrapes of its Pushgateways. */
const scraped = (context: Context, record: string, aggregation: string, at = '') =>
  `${aggregation} by (${context.clusterLabel}) (${chosen(context, record, GATEWAYS)}${at})`;

/** Whether the Pushgateways themselves are well, and how much they hold. */
export const gateways = (context: Context): Row => ({
  title: 'Pushgateways',
  panels: [
    {
      ...lines(
        context,
        'Not always answering',
        'Part of the Pushgateways of a cluster that answered its Prometheus, where not all did all of the time. While none does, everything that was pushed is missing.',
        'job:up:avg',
        'min',
        {
          unit: 'share',
          levels: [
            { from: 0, is: 'bad' },
            { from: 1, is: 'good' },
          ],
        },
        `(-1 * (min by (${context.clusterLabel}) (min_over_time(${chosen(context, 'job:up:avg', GATEWAYS)}[$__range] @ end())) < 1))`,
      ),
      empty: 'Every Pushgateway answered all of the time',
      max: 1,
    },
    lines(
      context,
      'Samples held',
      'Samples that each scrape of the Pushgateways brings. It only grows where jobs push under names of their own each time and nobody deletes what they pushed.',
      'job:scrape_samples_post_metric_relabeling:sum',
      'sum',
      { unit: 'number' },
    ),
    lines(
      context,
      'New series in an hour',
      'Series that came with pushes in the hour before. Many mean that something changes with every push which should not be a label, such as a time or an id.',
      'job:scrape_series_added:sum1h',
      'sum',
      { unit: 'number' },
    ),
  ],
});

/** @param by what clusters are ranked by, and whether they are shown */
function lines(
  context: Context,
  title: string,
  description: string,
  record: string,
  aggregation: 'min' | 'sum',
  scale: Scale,
  by = scraped(context, record, aggregation, ' @ end()'),
): TimeSeriesPanel {
  return {
    kind: 'timeSeries',
    title,
    description: `${description} ${MOST}`,
    width: 8,
    height: 8,
    empty: 'The Prometheus of these clusters scrapes no Pushgateway',
    queries: [
      {
        expr: most(context, scraped(context, record, aggregation), by),
        legend: `{{${context.clusterLabel}}}`,
      },
    ],
    ...scale,
    link: leadingTo(context.clusterLabel, 'promfleet-federation', 'Federation of this cluster'),
  };
}
