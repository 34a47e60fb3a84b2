import { BY_INVENTORY } from '../prometheus/relabel/federation-marker';
import { INFO } from '../prometheus/rules/inventory';
import { noneIsGood } from './counted';
import { grouped, on } from './grouped';
import { leadingTo } from './leading-to';
import { chosen } from './promql';
import type { Context, StatPanel, Words } from './types';

const expected = (context: Context) => chosen(context, INFO, BY_INVENTORY);

/** How many of the chosen members are without any series of a selector; 0 only where some are expected. */
const silent = (context: Context, selector: string) =>
  `count(${expected(context)} unless ${on(context)} ${selector}) or 0 * count(${expected(context)})`;

/** For each of the chosen members 1 where it has a series of a selector, 0 where it has none. */
export const telling = (context: Context, selector: string) =>
  `${grouped(context, 'max', `${expected(context)} and ${on(context)} ${selector}`)} or 0 * ${grouped(context, 'max', expected(context))}`;

/** What `telling` says. */
export const TELLING: Words = { 0: 'No data', 1: 'Yes' };

/** Says how much is missing from what a dashboard shows: what is not there is not well. */
export const silentClusters = (
  context: Context,
  about: string,
  selector: string,
  width: number,
): StatPanel => ({
  kind: 'stat',
  title: 'Clusters without data',
  description: `Clusters of the fleet file of which the hub knows nothing about ${about}: it does not reach them, or their Prometheus has nothing to tell of it. Nothing on this page speaks for them.`,
  width,
  height: 4,
  empty: 'The hub has no inventory',
  unit: 'number',
  levels: noneIsGood('bad'),
  queries: [{ expr: silent(context, selector), legend: 'without data' }],
  link: leadingTo(context.clusterLabel, 'promfleet-federation', 'How they are federated'),
});
