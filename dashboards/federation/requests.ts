import { ofFederationJobs } from '../../prometheus/relabel/federation-marker';
import { isChosen } from '../promql';
import type { Context } from '../types';

/*
 * The hub's own word about its requests to members, by member. Limits and timeouts are there with
 * Prometheus 3.10 and later.
 */

const selector = (context: Context, metric: string) =>
  `${metric}${ofFederationJobs(isChosen(context))}`;

/** What the last request was like: a metric that Prometheus adds to each scrape. */
export const ofRequest = (context: Context, metric: string): string =>
  `max by (${context.clusterLabel}) (${selector(context, metric)})`;

/** A function of a range over what requests were like, such as `max_over_time`. */
export const ofRequests = (
  context: Context,
  over: string,
  metric: string,
  range: string,
  at = '',
): string =>
  `max by (${context.clusterLabel}) (${over}(${selector(context, metric)}[${range}]${at}))`;

/** The largest of the time that is shown, the same at each of its moments. */
export const peak = (context: Context, metric: string): string =>
  ofRequests(context, 'max_over_time', metric, '$__range', AT_END);

/** At the end of the time that is shown. */
export const AT_END = ' @ end()';

export const LATENCY = 'scrape_duration_seconds';
export const SAMPLES = 'scrape_samples_post_metric_relabeling';
export const BYTES = 'scrape_body_size_bytes';
export const NEW_SERIES = 'scrape_series_added';

/** A latency as a part of the timeout. */
export const ofTimeout = (context: Context, latency: string): string =>
  `${latency} / ${ofRequest(context, 'scrape_timeout_seconds')}`;

/** Samples as a part of what a request may bring. */
export const ofLimit = (context: Context, samples: string): string =>
  `${samples} / (${ofRequest(context, 'scrape_sample_limit')} > 0)`;

/** Part of the requests of a range that failed. */
export const failed = (context: Context, range: string, at = ''): string =>
  `1 - ${ofRequests(context, 'avg_over_time', 'up', range, at)}`;

/** How many requests of a range failed. */
export const failures = (context: Context, range: string): string =>
  `${ofRequests(context, 'count_over_time', 'up', range)} - ${ofRequests(context, 'sum_over_time', 'up', range)}`;
