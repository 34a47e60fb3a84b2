import type { Context } from './types';

/** Selects a series of the members that the viewer chose, with further matchers if given. */
export const chosen = (context: Context, metric: string, ...matchers: readonly string[]): string =>
  `${metric}{${[isChosen(context), ...matchers].join(', ')}}`;

/** Matches the members that the viewer chose. */
export const isChosen = ({ clusterLabel }: Context): string => `${clusterLabel}=~"$${CLUSTER}"`;

/** The variable that every dashboard has: one member, several, or all. */
export const CLUSTER = 'cluster';

/** How many of something there are; 0 where there is none. */
export const countOf = (vector: string): string => `count(${vector}) or vector(0)`;
