import { join } from 'node:path';
import { wayToReplace } from '../output/immutable/fields';
import type { PlacedChange } from '../synth/synthesize';

/** What is listed of an object at most; a selector can differ in every label. */
const MOST_CHANGES = 2;

/** A line for each object that `kubectl apply` will be refused to change. */
export function refusals(changes: readonly PlacedChange[], out: string): string[] {
  return changes.map(
    ({ file, object, changes: all, orphans }) =>
      `${join(out, file)}: warning: ${object}: kubectl apply will be refused, ` +
      `found ${listed(all)}, ${wayToReplace(orphans)}`,
  );
}

function listed(changes: readonly string[]): string {
  const more = changes.length - MOST_CHANGES;
  const shown = changes.slice(0, MOST_CHANGES);
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ');
}
