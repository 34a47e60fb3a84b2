import { ofInventory } from '../../prometheus/relabel/federation-marker';
import { EXPIRY, RENEWAL, TYPE_LABEL } from '../../prometheus/rules/credential-ends';
import { leadingTo } from '../leading-to';
import { isChosen } from '../promql';
import type { Context, Level, TablePanel } from '../types';
import { DAY } from './certificates';

/** Members whose credentials are to be renewed now. */
export const due = (context: Context): string =>
  `${RENEWAL}${ofInventory(isChosen(context))} < time()`;

/** When the credentials end by which the hub reads members: what it was told, not what it sees. */
export function credentials(context: Context): TablePanel {
  const until = (metric: string) =>
    `max by (${context.clusterLabel}, ${TYPE_LABEL}) (${metric}${ofInventory(isChosen(context))} - time()) / ${DAY}`;
  return {
    kind: 'table',
    title: 'Credentials',
    description:
      'When the credentials end by which the hub reads members, and when promfleet connect is to renew them: it tells the hub when it has delivered one, or left it alone. Those that it did not deliver are not here, nor are tokens that do not end.',
    width: 24,
    height: 8,
    empty: 'promfleet connect has told the hub of no credential that ends',
    keys: [
      {
        label: context.clusterLabel,
        title: 'Cluster',
        link: leadingTo(context.clusterLabel, 'promfleet-cluster', 'Cluster'),
      },
      { label: TYPE_LABEL, title: 'Credential' },
    ],
    columns: [
      { title: 'Ends in', expr: until(EXPIRY), unit: 'days', decimals: 1, levels: before('bad') },
      {
        title: 'To be renewed in',
        expr: until(RENEWAL),
        unit: 'days',
        decimals: 1,
        levels: before('warning'),
      },
      { title: 'Urgency', expr: `-${until(RENEWAL)}`, unit: 'days', hidden: true },
    ],
    sortBy: 'Urgency',
  };
}

/** Levels of what is left until a moment; below 0 it has passed. */
const before = (is: Level['is']): Level[] => [
  { from: -1, is },
  { from: 0, is: 'good' },
];
