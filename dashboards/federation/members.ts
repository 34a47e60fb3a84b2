import { ofInventory } from '../../prometheus/relabel/federation-marker';
import { HUB_THRESHOLDS } from '../../prometheus/rules/hub-alert';
import { INFO } from '../../prometheus/rules/inventory';
import { leadingTo } from '../leading-to';
import { chosen, isChosen } from '../promql';
import type { Column, Context, Level, Row } from '../types';
import { credentials } from './credentials';
import {
  BYTES,
  failures,
  LATENCY,
  NEW_SERIES,
  ofLimit,
  ofRequest,
  ofRequests,
  ofTimeout,
  SAMPLES,
} from './requests';

/** Levels of a part of what there is, near the end of which the hub warns. */
export const nearly = (threshold: number): Level[] => [
  { from: 0, is: 'good' },
  { from: threshold, is: 'warning' },
  { from: 1, is: 'bad' },
];

/** A line for each member, with all that the hub knows of its requests to it, and until when it may ask. */
export const members = (context: Context): Row => ({
  title: 'Members',
  panels: [
    {
      kind: 'table',
      title: 'Requests by member',
      description:
        'The last request of the hub to each member, what it took and what it brought. A member that is not requested, as its job is missing or not started, counts as down. Levels are those at which the hub raises alerts.',
      width: 24,
      height: 12,
      empty: 'The fleet file has no member of this name',
      keys: [
        {
          label: context.clusterLabel,
          title: 'Cluster',
          link: leadingTo(context.clusterLabel, 'promfleet-cluster', 'Cluster'),
        },
      ],
      columns: [...answers(context), ...sizes(context), ...losses(context)],
      sortBy: 'Of timeout',
    },
    credentials(context),
  ],
});

function answers(context: Context): Column[] {
  const expected = `max by (${context.clusterLabel}) (${INFO}${ofInventory(isChosen(context))})`;
  return [
    {
      title: 'Answers',
      expr: `${ofRequest(context, 'up')} or 0 * ${expected}`,
      unit: 'number',
      levels: [
        { from: 0, is: 'bad' },
        { from: 1, is: 'good' },
      ],
      words: { 0: 'no', 1: 'yes' },
    },
    { title: 'Latency', expr: ofRequest(context, LATENCY), unit: 'seconds', decimals: 2 },
    {
      title: 'Of timeout',
      expr: ofTimeout(context, ofRequest(context, LATENCY)),
      unit: 'share',
      decimals: 0,
      levels: nearly(HUB_THRESHOLDS.FederationNearTimeout),
    },
  ];
}

function sizes(context: Context): Column[] {
  return [
    { title: 'Samples', expr: ofRequest(context, SAMPLES), unit: 'number', decimals: 0 },
    {
      title: 'Of sample limit',
      expr: ofLimit(context, ofRequest(context, SAMPLES)),
      unit: 'share',
      decimals: 0,
      levels: nearly(HUB_THRESHOLDS.FederationNearSampleLimit),
    },
    {
      title: 'Answer',
      expr: ofRequest(context, BYTES),
      unit: 'bytes',
      // Prometheus says so of no other failure.
      words: { '-1': 'over its limit' },
      levels: [
        { from: -1, is: 'bad' },
        { from: 0, is: 'neutral' },
      ],
    },
    {
      title: 'New series, 1 h',
      expr: ofRequests(context, 'sum_over_time', NEW_SERIES, '1h'),
      unit: 'number',
      decimals: 0,
    },
  ];
}

function losses(context: Context): Column[] {
  return [
    {
      title: 'Failed, 24 h',
      expr: failures(context, '1d'),
      unit: 'number',
      decimals: 0,
      levels: [
        { from: 0, is: 'good' },
        { from: 1, is: 'warning' },
      ],
    },
    { title: 'Newest sample', expr: newest(context), unit: 'seconds', levels: ahead() },
  ];
}

/**
 * By how much the newest sample of a member is ahead of the hub's clock, or how old it is, below 0. A
 * query looks back 5 minutes and scraping accepts 10 ahead of time. Only now: of the past there are
 * samples that came later.
 */
function newest(context: Context): string {
  const taken = (when: string) =>
    `max by (${context.clusterLabel}) (timestamp(${chosen(context, 'job:up:count')}${when}))`;
  return `(${['-10m', '-5m'].map((later) => taken(` offset ${later}`)).join(' or ')} or ${taken('')}) - time()`;
}

/** As FederationClockSkewed has it. */
const ahead = (): Level[] => [
  { from: -600, is: 'warning' },
  { from: -120, is: 'good' },
  { from: 60, is: 'warning' },
];
