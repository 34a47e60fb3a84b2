import { isDeepStrictEqual } from 'node:util';
import { isMapping, type Mapping, own } from '../../yaml/mapping';
import { elementType, type KubernetesTypes } from './kubernetes-types';

/** Key of what a patch says about itself: `delete`, `replace` or `merge`. */
export const DIRECTIVE = '$patch';

/** What an element of a list is taken for that does not say it. */
const ELEMENT_DEFAULTS: Mapping = { protocol: 'TCP' };

/**
 * Merges a part of an object into it, as Kubernetes's API server does: maps key by key, lists whose
 * elements have a key of their own element by element, all other lists as one; null removes a key.
 * Elements keep their places, and new ones come last.
 *
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 *
 * @param patch - one that `patchFaults` has nothing to say of
 * @param type - of the object; what is not known is merged without merging lists
 */
export function strategicMerge(
  before: Mapping,
  patch: Mapping,
  type: string | undefined,
  types: KubernetesTypes,
): Mapping {
  if (patch[DIRECTIVE] === 'replace') return cleaned(patch) as Mapping;
  const result = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(patch)) {
    if (key === DIRECTIVE) continue;
    const merged = mergedField(own(before, key), value, key);
    if (merged === undefined) result.delete(key);
    else result.set(key, merged);
  }
  return Object.fromEntries(result);

  function mergedField(under: unknown, value: unknown, key: string): unknown {
    const field = types.field(type, key);
    if (value === null || isDeleted(value)) return undefined;
    if (isMapping(value)) {
      return isMapping(under) ? strategicMerge(under, value, field, types) : cleaned(value);
    }
    const keys = types.mergeKeys(type, key);
    return Array.isArray(value) && Array.isArray(under) && keys
      ? mergedList(under, value, keys, elementType(field), types)
      : cleaned(value);
  }
}

function mergedList(
  before: readonly unknown[],
  patch: readonly unknown[],
  keys: readonly string[],
  type: string | undefined,
  types: KubernetesTypes,
): unknown[] {
  if (patch.some(isReplacement)) return cleaned(patch) as unknown[];
  const result = [...before];
  for (const element of patch) {
    const index = result.findIndex((one) => isSame(one, element, keys));
    if (isDeleted(element)) {
      if (index >= 0) result.splice(index, 1);
    } else if (index < 0) result.push(cleaned(element));
    else if (isMapping(element)) {
      result[index] = strategicMerge(result[index] as Mapping, element, type, types);
    }
  }
  return result;
}

/** Whether a patch's element is about another: it has as many of the keys as its author wrote. */
function isSame(one: unknown, element: unknown, keys: readonly string[]): boolean {
  if (!isMapping(one) || !isMapping(element)) return isDeepStrictEqual(one, element);
  return keys.every((key) => {
    const wanted = own(element, key);
    return wanted === undefined || wanted === (own(one, key) ?? ELEMENT_DEFAULTS[key]);
  });
}

/** What is new: without what is said about it, and without what is to be absent. */
function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((one) => !isDeleted(one) && !isReplacement(one)).map(cleaned);
  }
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== DIRECTIVE && inner !== null && !isDeleted(inner))
      .map(([key, inner]) => [key, cleaned(inner)]),
  );
}

/** Whether a patch says that what it is about is to go. */
export const isDeleted = (value: unknown) => isMapping(value) && value[DIRECTIVE] === 'delete';

const isReplacement = (value: unknown) => isMapping(value) && value[DIRECTIVE] === 'replace';
