import type { Cluster } from './cluster';
import { FIRST } from './install';
import type { Stand } from './stand';

/** The member that joins and leaves. */
export function third(stand: Stand): Cluster {
  const found = stand.context.members[FIRST.length];
  if (found === undefined) throw new Error('there is no third member');
  return found;
}

/** Why a journey that needs a third member is not possible; undefined when it is. */
export function needsThird(stand: Stand): string | undefined {
  return stand.context.members.length > FIRST.length
    ? undefined
    : 'it needs a third cluster, given with another --member';
}
