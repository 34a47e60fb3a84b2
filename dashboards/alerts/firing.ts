import { SEVERITIES } from '../../inventory/schema/alerts';
import { OF_INVENTORY } from '../../prometheus/relabel/federation-marker';
import { INFO } from '../../prometheus/rules/inventory';
import { isChosen } from '../promql';
import { rank } from '../severity';
import type { Context } from '../types';

/** Matches alerts that are no mere sign of life. */
const MATTERS = 'severity!="none"';

/**
 * A series of alerts, about the members that the viewer chose or about the hub itself, which is none of
 * them.
 */
const about = (context: Context, series: string, ...matchers: readonly string[]): string => {
  const all = `${series}{${[...matchers, MATTERS].join(', ')}}`;
  const those = `${series}{${[isChosen(context), ...matchers, MATTERS].join(', ')}}`;
  return `(${those} or ${all} unless on (${context.clusterLabel}) ${INFO}${OF_INVENTORY})`;
};

/** The alerts that fire, with further matchers if given. */
export const firing = (context: Context, ...matchers: readonly string[]): string =>
  about(context, 'ALERTS', 'alertstate="firing"', ...matchers);

/** The alerts whose condition holds, but not yet for long enough. */
export const pending = (context: Context): string =>
  about(context, 'ALERTS', 'alertstate="pending"');

/** For how many seconds the condition of each alert that fires has held. */
export const firingFor = (context: Context): string =>
  `time() - (${about(context, 'ALERTS_FOR_STATE')} and ignoring (alertstate) ${firing(context)})`;

/** The rank of each of some alerts. */
export const ranked = (alerts: (...matchers: readonly string[]) => string): string =>
  [
    ...SEVERITIES.map((severity) => `${rank(severity)} * ${alerts(`severity="${severity}"`)}`),
    `0 * ${alerts(`severity!~"${SEVERITIES.join('|')}"`)}`,
  ].join(' or ');
