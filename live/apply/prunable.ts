import { OWN_LABELS } from '../../model/labels';
import { FIELD_MANAGER } from '../client/field-manager';
import type { KubeObject, ManagedFields, ObjectRef, Resources } from '../client/resources';
import { keyOf, nameOf } from './object-name';

/** What is to become of objects that are no longer rendered. */
export interface Prunable {
  /** To be deleted, as they are now. */
  readonly deletable: readonly KubeObject[];
  /** What stays and why: a line each. */
  readonly left: readonly string[];
}

/** Kinds that nobody gets back who did not mean to lose them. */
const KEPT_KINDS: Readonly<Record<string, string>> = {
  Namespace: 'others may live there',
  PersistentVolumeClaim: 'it holds data',
  Secret: 'it holds credentials',
};

/** Whether objects of a kind are ever deleted. */
export const isDeletable = ({ kind }: ObjectRef): boolean => !Object.hasOwn(KEPT_KINDS, kind);

/**
 * Which objects of earlier applies can go.
 *
 * @param refs - that an earlier apply made and this one does not
 * @param known - objects as they are, by `keyOf`; others are read
 * @param others - keys of what others have applied there
 */
export async function prunableOf(
  resources: Resources,
  refs: readonly ObjectRef[],
  known: ReadonlyMap<string, KubeObject>,
  others: ReadonlySet<string>,
): Promise<Prunable> {
  const own = refs.filter((ref) => !others.has(keyOf(ref)));
  const objects = await Promise.all(
    own.map((ref) => known.get(keyOf(ref)) ?? readable(resources, ref)),
  );
  const there = objects.filter((object) => object !== undefined);
  const reasons = there.map((object) => ({ object, why: reasonToKeep(object) }));
  return {
    deletable: reasons.flatMap(({ object, why }) => (why === undefined ? [object] : [])),
    left: reasons.flatMap(({ object, why }) =>
      why === undefined
        ? []
        : [
            `${nameOf(object)} is no longer rendered and stays: ${why}, delete it yourself if it is to go`,
          ],
    ),
  };
}

/** A kind whose definition is gone has no objects. */
async function readable(resources: Resources, ref: ObjectRef): Promise<KubeObject | undefined> {
  return (await resources.has(ref)) ? resources.read(ref) : undefined;
}

/** Why an object is not deleted; undefined if it is promfleet's alone. */
function reasonToKeep(object: KubeObject): string | undefined {
  const kept = KEPT_KINDS[object.kind];
  if (kept !== undefined) return kept;
  const { labels = {}, managedFields = [] } = object.metadata;
  if (Object.entries(OWN_LABELS).some(([key, value]) => labels[key] !== value)) {
    return 'it is no longer labelled as one of promfleet';
  }
  const appliers = appliersOf(managedFields);
  if (!appliers.includes(FIELD_MANAGER)) return 'promfleet no longer has a field of it';
  const others = appliers.filter((manager) => manager !== FIELD_MANAGER);
  return others.length > 0 ? `${others.join(' and ')} applies it, too` : undefined;
}

/** Field managers that apply an object, as opposed to those that changed it once. */
export const appliersOf = (managedFields: readonly ManagedFields[] = []): string[] =>
  managedFields
    .filter(({ operation, subresource }) => operation === 'Apply' && !subresource)
    .map(({ manager = '' }) => manager);
