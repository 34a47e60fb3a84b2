import { HUB_ALERTS } from '../../inventory/alerts/hub';
import { HUB_THRESHOLDS } from '../../prometheus/rules/hub-alert';
import { leadingTo } from '../leading-to';
import { MOST, most } from '../most';
import { chosen } from '../promql';
import type { Context, Row, Scale, TimeSeriesPanel } from '../types';
import { certificate, certificateLevels, DAY } from './certificates';
import { nearly } from './members';
import {
  AT_END,
  BYTES,
  failed,
  LATENCY,
  NEW_SERIES,
  ofLimit,
  ofRequest,
  ofRequests,
  ofTimeout,
  peak,
  SAMPLES,
} from './requests';

/** Which member had which alert of the hub's about its federation. */
export const troubles = (context: Context): Row => ({
  title: 'What was wrong',
  panels: [
    {
      kind: 'history',
      title: 'Alerts about requests to members',
      description:
        "The hub's alerts about each member and its federation, while they fired. The runbook of each says what to do.",
      width: 24,
      height: 8,
      empty: 'No alert about the federation of a member fired in this time',
      query: {
        expr: `max by (${context.clusterLabel}, alertname) (${chosen(context, 'ALERTS', `alertname=~"${ABOUT_MEMBERS}"`, 'alertstate="firing"')})`,
        legend: `{{${context.clusterLabel}}} {{alertname}}`,
      },
      unit: 'number',
      levels: [{ from: 1, is: 'bad' }],
      words: { 1: 'fires' },
      link: leadingTo(context.clusterLabel, 'promfleet-alerts', 'Alerts of this cluster'),
    },
  ],
});

const ABOUT_MEMBERS = Object.keys(HUB_ALERTS)
  .filter((name) => /^(Cluster|Federation)/.test(name))
  .join('|');

/** How long requests take, and how many fail. */
export const answering = (context: Context): Row => ({
  title: 'Slow, or with gaps',
  panels: [
    lines(
      context,
      'Latency',
      'How long requests take, from the hub to the end of the answer: the network, the API server and the Prometheus behind it.',
      ofRequest(context, LATENCY),
      peak(context, LATENCY),
      { unit: 'seconds' },
    ),
    lines(
      context,
      'Latency / timeout',
      'Latency as a part of federation.timeout: at 100 % requests fail.',
      ofTimeout(context, ofRequest(context, LATENCY)),
      ofTimeout(context, peak(context, LATENCY)),
      { unit: 'share', levels: nearly(HUB_THRESHOLDS.FederationNearTimeout) },
    ),
    {
      ...lines(
        context,
        'Failed requests',
        'Part of the requests that failed, of members to which any did. What the hub has of the member is missing for these moments.',
        failed(context, '$__rate_interval'),
        `(${failed(context, '$__range', AT_END)} > 0)`,
        {
          unit: 'share',
          levels: [
            { from: 0, is: 'good' },
            { from: 0.01, is: 'warning' },
            { from: 0.4, is: 'bad' },
          ],
        },
      ),
      empty: 'No request to these members failed in this time',
    },
    {
      ...lines(
        context,
        'Client certificates seen',
        'For how long the client certificates still hold by which one request in a hundred, or more, is made to the API server of the member. Kubernetes does not say whose they are: when those of the hub end stands above.',
        `${certificate(context)} / ${DAY}`,
        `-${certificate(context, AT_END)}`,
        { unit: 'days', levels: certificateLevels() },
      ),
      empty: 'No API server of these clusters is asked with a client certificate',
    },
  ],
});

/** How much requests bring. */
export const bringing = (context: Context): Row => ({
  title: 'Large, or changing',
  panels: [
    {
      ...lines(
        context,
        'Samples',
        'Samples that a request brings, those of each member on those of the others: the top is what a round of requests brings.',
        ofRequest(context, SAMPLES),
        peak(context, SAMPLES),
        { unit: 'number' },
      ),
      stacked: true,
    },
    lines(
      context,
      'Samples / limit',
      'Samples as a part of federation.sampleLimit: beyond 100 % requests fail.',
      ofLimit(context, ofRequest(context, SAMPLES)),
      ofLimit(context, peak(context, SAMPLES)),
      { unit: 'share', levels: nearly(HUB_THRESHOLDS.FederationNearSampleLimit) },
    ),
    {
      ...lines(
        context,
        'Size of answers',
        'Bytes of an answer, as they are without compression, those of each member on those of the others. It is missing while an answer exceeds federation.bodySizeLimit.',
        `${ofRequest(context, BYTES)} >= 0`,
        peak(context, BYTES),
        { unit: 'bytes' },
      ),
      stacked: true,
    },
    lines(
      context,
      'New series',
      'Series that the hub had not seen in the request before, of the last 10 minutes. Each costs memory for hours; all are new when a member joins or returns.',
      ofRequests(context, 'sum_over_time', NEW_SERIES, '10m'),
      peak(context, NEW_SERIES),
      { unit: 'number' },
    ),
  ],
});

/** A line for each of the members that lead. */
function lines(
  context: Context,
  title: string,
  description: string,
  vector: string,
  by: string,
  scale: Scale,
): TimeSeriesPanel {
  return {
    kind: 'timeSeries',
    title,
    description: `${description} ${MOST}`,
    width: 12,
    height: 8,
    empty: 'The hub has made no requests to these members in this time',
    queries: [{ expr: most(context, vector, by), legend: `{{${context.clusterLabel}}}` }],
    ...scale,
    link: leadingTo(context.clusterLabel, 'promfleet-cluster', 'Cluster'),
  };
}
