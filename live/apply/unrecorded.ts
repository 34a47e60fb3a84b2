import type { KubeObject, Resources } from '../client/resources';
import { applyObjects } from './objects';
import { type ClusterOutcome, noOutcome } from './outcome';

/** There can be no record: everything that would be refused with it. */
export class Unrecorded extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

/**
 * Writes a record. Without one nothing is applied; what else would be refused is said all the same.
 *
 * @throws Unrecorded if other objects would be refused, else what keeping it has thrown
 */
export async function recorded(
  keep: () => Promise<void>,
  outcome: ClusterOutcome,
  { resources, objects, known }: Tried,
): Promise<void> {
  try {
    await keep();
  } catch (error) {
    const scratch = noOutcome(outcome);
    await applyObjects(resources, objects, scratch, {
      known,
      isUnchanged: () => false,
      dryRun: true,
      forceConflicts: false,
      onStep: () => {},
    });
    throw scratch.problems.length > 0 ? new Unrecorded(scratch.problems) : error;
  }
}

interface Tried {
  readonly resources: Resources;
  readonly objects: readonly KubeObject[];
  /** What is there, by `keyOf`. */
  readonly known: ReadonlyMap<string, KubeObject>;
}
