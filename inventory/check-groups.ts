import { nearest } from '../language/nearest';
import type { Complaint } from './explain';

/**
 * Clusters whose group is none of the file's. It looks at the data before it is known to have the
 * right shape, so that one run reports everything.
 */
export function checkGroups(data: unknown): Complaint[] {
  const { groups, clusters } = Object(data) as { groups?: unknown; clusters?: unknown };
  const known = Object.keys(Object(groups ?? {}) as object);
  const names = new Set(known);
  if (!Array.isArray(clusters)) return [];
  return clusters.flatMap((cluster, index): Complaint[] => {
    const { group } = Object(cluster) as { group?: unknown };
    if (typeof group !== 'string' || names.has(group)) return [];
    const message = `no group has this name, found ${JSON.stringify(group)}, ${instead(group, known)}`;
    return [{ code: 'unknown-group', path: ['clusters', index, 'group'], at: 'value', message }];
  });
}

function instead(group: string, known: readonly string[]): string {
  const near = nearest(group, known);
  if (near !== undefined) return `did you mean ${near}?`;
  if (known.length === 0) return 'write it under groups or leave the key out';
  const shown = known.slice(0, MOST_SHOWN).join(', ');
  return `groups are ${shown}${known.length > MOST_SHOWN ? ' and others' : ''}`;
}

/** As many names as one reads. */
const MOST_SHOWN = 10;
