import type { MemberGroup } from '../group';

/** Series in memory. Without a job: a target that exposes this name has one. */
const SERIES = 'cluster:prometheus_tsdb_head_series:max';

const DAY = 24 * 60 * 60;

/** How many series there are, of which jobs they are, and how many there will be. */
export const CARDINALITY: MemberGroup = {
  name: 'promfleet-cardinality',
  needs: ['prometheus'],
  interval: '1m',
  records: [
    { record: SERIES, expr: ({ prometheus }) => `max(prometheus_tsdb_head_series{${prometheus}})` },
    {
      record: 'job:scrape_samples_post_metric_relabeling:sum',
      expr: ({ jobs }) => `sum by (job) (scrape_samples_post_metric_relabeling{${jobs}})`,
    },
    {
      record: 'job:scrape_series_added:sum1h',
      expr: ({ jobs }) => `sum by (job) (sum_over_time(scrape_series_added{${jobs}}[1h]))`,
    },
  ],
  alerts: [
    {
      name: 'PrometheusCardinalityGrowing',
      severity: 'warning',
      for: '1h',
      threshold: 1_000_000,
      expr: (_, threshold) => {
        const now = `${SERIES}{job=""}`;
        const tomorrow = `predict_linear(${now}[6h], ${DAY})`;
        // What has just started grows to its size, and would for ever by these few minutes.
        return `${tomorrow} > ${threshold} and ${tomorrow} > 1.5 * ${now} and ${now} offset 6h`;
      },
      summary: 'Prometheus will have far more series tomorrow',
      description:
        'At the rate of the last 6 hours the series that Prometheus has in memory grow by half, or more, in a day, to more than it should hold. Each costs some kilobytes of memory: it will be killed for want of it, and start over and over.',
    },
  ],
};
