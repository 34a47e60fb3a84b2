import type { Context } from './types';

type Aggregation = 'count' | 'group' | 'max' | 'min' | 'sum';

/** A vector put together by member, and by other labels, if any are given: nothing else is left of it. */
export const grouped = (
  context: Context,
  aggregation: Aggregation,
  vector: string,
  ...labels: readonly string[]
): string => `${aggregation} by (${labelsOf(context, labels).join(', ')}) (${vector})`;

/** The name of a series by its member and by other labels, if any are given. */
export const named = (context: Context, ...labels: readonly string[]): string =>
  labelsOf(context, labels)
    .map((label) => `{{${label}}}`)
    .join(' / ');

/** Joins two vectors by member, and by other labels, if any are given. */
export const on = (context: Context, ...labels: readonly string[]): string =>
  `on (${labelsOf(context, labels).join(', ')})`;

const labelsOf = ({ clusterLabel }: Context, labels: readonly string[]) => [
  clusterLabel,
  ...labels,
];
