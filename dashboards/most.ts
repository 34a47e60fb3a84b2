import type { Context } from './types';

/** As many lines as can be told apart. */
const LINES = 15;

/**
 * Of a vector by member, the members that lead in another: a fleet of a thousand would be a thousand
 * lines.
 *
 * @param by what they are ranked by; the same at every step, as from `@ end()`, or lines would break off
 */
export const most = ({ clusterLabel }: Context, vector: string, by: string): string =>
  `${vector} and on (${clusterLabel}) topk(${LINES}, ${by})`;

/** Says of a panel which members it has. */
export const MOST = `At most ${LINES} clusters are shown, the worst of this time.`;
