/** What an apply is about to delete on a cluster. */
export interface Removal {
  /** As it is called in messages. */
  readonly cluster: string;
  /** `Kind namespace/name` of each. */
  readonly objects: readonly string[];
  /** Whether nothing that earlier applies made there is rendered any more. */
  readonly losesAll: boolean;
}

/** Share of all objects, in percent, that may go without a word. */
const MOST_REMOVED = 20;

/**
 * Why so much is not deleted without a word: a fleet file that came back empty, or that is another
 * one, is more likely than the wish to lose a fleet.
 *
 * @param earlier - how many objects earlier applies made on all clusters
 * @param maxRemoved - percent that may go, also of whole clusters
 * @returns undefined if it may go
 */
export function removalObjection(
  removals: readonly Removal[],
  earlier: number,
  maxRemoved?: number,
): string | undefined {
  const removed = removals.reduce((sum, { objects }) => sum + objects.length, 0);
  if (removed === 0) return undefined;
  const percent = (100 * removed) / Math.max(earlier, removed);
  const found = `${removed} of ${earlier} objects (${Math.ceil(percent)} %)`;
  if (maxRemoved !== undefined) {
    return percent <= maxRemoved
      ? undefined
      : `${found} would be deleted, more than --max-removed ${maxRemoved}`;
  }
  const whole = removals.filter(({ losesAll }) => losesAll);
  if (whole.length > 0) {
    return `${found} would be deleted, everything of ${whole.map(({ cluster }) => cluster).join(', ')}`;
  }
  return percent <= MOST_REMOVED
    ? undefined
    : `${found} would be deleted, more than ${MOST_REMOVED} %`;
}
