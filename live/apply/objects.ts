import { ClusterFailure } from '../client/failure';
import { FIELD_MANAGER } from '../client/field-manager';
import type { Conflict, KubeObject, Resources } from '../client/resources';
import { sameContent } from './content';
import { differences } from './difference';
import { explained, type Refused } from './explain';
import { keyOf, nameOf } from './object-name';
import type { ClusterOutcome } from './outcome';
import { isRollout, stagesOf } from './stages';

export interface ObjectsOptions {
  /** What is there, by `keyOf`, as far as it is known. */
  readonly known: ReadonlyMap<string, KubeObject>;
  /** Whether an object is there as it was applied last, and need not be applied again. */
  readonly isUnchanged: (object: KubeObject, live: KubeObject) => boolean;
  readonly dryRun: boolean;
  readonly forceConflicts: boolean;
  /** Told at which stage it is. */
  readonly onStep: (step: string) => void;
  /**
   * Called when the namespaces are there, and before anything else is.
   *
   * @default - nothing
   */
  readonly afterNamespaces?: () => Promise<void>;
}

/**
 * Applies the objects of a cluster, stage by stage, and enters what came of each in the outcome.
 * What is refused keeps nothing else from being tried but the digest, which would say otherwise.
 *
 * @returns the objects as they are now, without those that were refused
 * @throws ClusterFailure if the cluster cannot be asked
 */
export async function applyObjects(
  resources: Resources,
  objects: readonly KubeObject[],
  outcome: ClusterOutcome,
  options: ObjectsOptions,
): Promise<KubeObject[]> {
  const applied: KubeObject[] = [];
  const refused: Refused[] = [];
  // A dry run makes no namespace, and what is in one that is not there cannot be tried.
  const missing = new Set<string>();
  const isUntried = ({ metadata }: KubeObject) => missing.has(metadata.namespace ?? '');
  const one = async (object: KubeObject) => {
    if (isUntried(object)) return enter(outcome, undefined, object, true, true);
    const live = options.known.get(keyOf(object));
    if (live?.metadata.deletionTimestamp !== undefined) {
      // It would be taken, and be gone all the same.
      refused.push({ object, live, failure: new ClusterFailure('refused', ENDING) });
      return;
    }
    if (live && options.isUnchanged(object, live)) {
      outcome.unchanged += 1;
      applied.push(live);
      return;
    }
    try {
      const result = await applyOne(resources, object, live, options);
      if ('conflicts' in result) {
        outcome.conflicts.push(...result.conflicts.map((conflict) => described(object, conflict)));
        return;
      }
      const { before, after, created, warnings } = result;
      if (created && object.kind === 'Namespace' && options.dryRun)
        missing.add(object.metadata.name);
      outcome.warnings.push(...warnings.map((warning) => `${nameOf(object)}: ${warning}`));
      enter(outcome, before, after, created, options.dryRun);
      applied.push(after);
    } catch (error) {
      if (!(error instanceof ClusterFailure) || isFatal(error)) throw error;
      refused.push({ object, live, failure: error });
    }
  };
  const stages = stagesOf(objects);
  const namespaces = stages[0]?.[0]?.kind === 'Namespace' ? stages.shift() : [];
  try {
    await Promise.all((namespaces ?? []).map(one));
    await options.afterNamespaces?.();
    for (const stage of stages) {
      if (refused.length + outcome.conflicts.length > 0 && stage.every(isRollout)) continue;
      options.onStep(`applies its ${stage[0]?.kind}s`);
      await Promise.all(stage.map(one));
    }
  } finally {
    outcome.problems.push(...explained(refused));
  }
  return applied;
}

const ENDING = 'it is being deleted, wait until it is gone, and apply again';

/** There is no use in asking for the next object. */
const isFatal = ({ reason }: ClusterFailure) =>
  reason === 'unreachable' || reason === 'untrusted' || reason === 'unauthenticated';

async function applyOne(
  resources: Resources,
  object: KubeObject,
  live: KubeObject | undefined,
  { dryRun, forceConflicts }: ObjectsOptions,
) {
  const options = { manager: FIELD_MANAGER, force: forceConflicts, dryRun };
  const result = await resources.apply(object, options);
  if ('conflicts' in result) return result;
  // What was made by hand has no label to be listed by; a dry run has left it as it was.
  const reads = live === undefined && dryRun && !result.created;
  const before = reads ? await resources.read(object) : live;
  return { before, after: result.object, ...result };
}

/** Counts an object, and keeps what is different about it. */
function enter(
  outcome: ClusterOutcome,
  before: KubeObject | undefined,
  after: KubeObject,
  created: boolean,
  dryRun: boolean,
): void {
  if (!created && before && sameContent(before, after)) {
    outcome.unchanged += 1;
    return;
  }
  const action = created ? 'create' : 'change';
  outcome[`${action}d`] += 1;
  if (!dryRun) return;
  const changes = created ? [] : differences(before, after);
  outcome.differences.push({ object: nameOf(after), action, changes });
}

function described(object: KubeObject, { field, message }: Conflict) {
  const [, manager = message] = /conflict with "([^"]+)"/.exec(message) ?? [];
  return { object: nameOf(object), field, manager };
}
