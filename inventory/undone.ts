import type { Path } from '../diagnostics';
import { isMapping, type Mapping } from '../yaml/mapping';
import { SHARED_SECTIONS } from './schema/cluster';

/** The data of a fleet file without what undoes, and where that stands. */
export interface Undone {
  readonly data: unknown;
  readonly undone: readonly Path[];
}

/**
 * Takes out of groups and clusters each null that has something below it to undo; any other stays,
 * and is a value of the wrong type. Nothing of the data is changed in place: aliases share it.
 *
 * @param isWritten - whether a null is written out; a key with nothing behind it is a slip
 */
export function withoutUndone(data: unknown, isWritten: (path: Path) => boolean): Undone {
  if (!isMapping(data)) return { data, undone: [] };
  const { defaults, groups, clusters } = data;
  if (!isMapping(defaults) && !isMapping(groups)) return { data, undone: [] };
  const found: Path[] = [];
  const entry = (value: unknown, path: Path, below: readonly unknown[]): unknown => {
    if (!isMapping(value)) return value;
    const sections = Object.entries(value).filter(([key]) => SHARED_SECTIONS.includes(key));
    const cleared = clear(Object.fromEntries(sections), path, below);
    return cleared.isChanged ? { ...omit(value, SHARED_SECTIONS), ...cleared.value } : value;
  };
  const clear = (value: Mapping, path: Path, below: readonly unknown[]): Cleared => {
    let isChanged = false;
    const left: Record<string, unknown> = {};
    for (const [key, one] of Object.entries(value)) {
      const at = [...path, key];
      const under = valuesBelow(below, key);
      if (one === null && under.length > 0 && isWritten(at)) {
        found.push(at);
        isChanged = true;
      } else if (isMapping(one) && under.length > 0) {
        const inner = clear(one, at, under);
        left[key] = inner.isChanged ? inner.value : one;
        isChanged ||= inner.isChanged;
      } else left[key] = one;
    }
    return { value: left, isChanged };
  };
  const ownGroups = isMapping(groups) ? groups : {};
  const result = {
    ...data,
    ...(isMapping(groups) && {
      groups: Object.fromEntries(
        Object.entries(groups).map(([name, group]) => [
          name,
          entry(group, ['groups', name], [defaults]),
        ]),
      ),
    }),
    ...(Array.isArray(clusters) && {
      clusters: clusters.map((cluster, index) => {
        const name = isMapping(cluster) ? cluster.group : undefined;
        const isKnown = typeof name === 'string' && Object.hasOwn(ownGroups, name);
        const below = isKnown ? [ownGroups[name], defaults] : [defaults];
        return entry(cluster, ['clusters', index], below);
      }),
    }),
  };
  return found.length > 0 ? { data: result, undone: found } : { data, undone: [] };
}

/** What layers say of a key, the topmost first, down to one that undoes it. */
function valuesBelow(layers: readonly unknown[], key: string): unknown[] {
  const values: unknown[] = [];
  for (const layer of layers) {
    if (!isMapping(layer) || !Object.hasOwn(layer, key)) continue;
    if (layer[key] === null) break;
    values.push(layer[key]);
  }
  return values;
}

interface Cleared {
  readonly value: Mapping;
  readonly isChanged: boolean;
}

const omit = (value: Mapping, keys: readonly string[]): Mapping =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
