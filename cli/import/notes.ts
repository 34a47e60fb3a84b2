import type { Outcome } from '../../live/import/plan';
import { count } from '../report';

/** Clusters that a line about several names; `--output json` has all. */
const MOST_NAMED = 3;

/** The notes that several clusters of the fleet have word for word, each with their names. */
export function sharedNotes(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly string[]> {
  const clusters = new Map<string, string[]>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'added') continue;
    for (const note of new Set(outcome.notes)) {
      clusters.set(note, [...(clusters.get(note) ?? []), outcome.name]);
    }
  }
  return new Map([...clusters].filter(([, names]) => names.length > 1));
}

/** The line of a note that several clusters have. */
export function sharedLine(note: string, names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `note on each of ${count(names.length, 'cluster')} (${shown}): ${note}`;
}
