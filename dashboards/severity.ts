import { SEVERITIES } from '../inventory/schema/alerts';
import type { Health, Level } from './types';

/** The worse, the higher: 1 for the least urgent of severities; 0 is left for what is none of them. */
export const rank = (severity: (typeof SEVERITIES)[number]) =>
  SEVERITIES.length - SEVERITIES.indexOf(severity);

/** What ranks are called. */
export const RANKS: Readonly<Record<string, string>> = Object.fromEntries(
  SEVERITIES.map((severity) => [rank(severity), severity]),
);

/** How bad ranks are. */
export const RANK_LEVELS: readonly Level[] = [
  { from: 0, is: 'neutral' },
  { from: rank('warning'), is: 'warning' },
  { from: rank('critical'), is: 'bad' },
];

/** How bad it is that alerts of a severity fire. */
export const SEVERITY_HEALTH: Readonly<Record<string, Health>> = {
  critical: 'bad',
  warning: 'warning',
  info: 'neutral',
};
