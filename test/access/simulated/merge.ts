import { elements, entriesOf, isAtomic, isFree } from './fields';
import { copied, type Fields, isFields, type KubeObject } from './json';

/** What is there with what is applied laid over it. */
export function merged(live: KubeObject, applied: KubeObject): KubeObject {
  const { apiVersion, kind } = live;
  const metadata = { ...overlaid(live.metadata, applied.metadata), name: live.metadata.name };
  return { ...overlaid(live, applied), apiVersion, kind, metadata };
}

const overlaid = (live: Fields, applied: Fields): Fields => {
  const result: Fields = { ...live };
  for (const [key, value] of Object.entries(applied)) {
    if (value === null) delete result[key];
    else result[key] = overlay(key, live[key], value);
  }
  return result;
};

function overlay(name: string, live: unknown, applied: unknown): unknown {
  if (isFields(live) && isFields(applied) && !isAtomic(name)) return overlaid(live, applied);
  const before = entriesOf(name, live);
  const after = entriesOf(name, applied);
  if (!before || !after) return applied;
  return ordered(before, after);
}

/** Entries in the order in which they are applied, each behind those that it stood behind. */
function ordered(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>) {
  const done = new Set<string>();
  const waiting = [...before];
  const result: unknown[] = [];
  const passOthers = () => {
    for (let first = waiting[0]; first; first = waiting[0]) {
      if (after.has(first[0]) && !done.has(first[0])) return;
      if (!after.has(first[0])) result.push(first[1]);
      waiting.shift();
    }
  };
  for (const [element, item] of after) {
    passOthers();
    result.push(overlay('', before.get(element), item));
    done.add(element);
  }
  passOthers();
  return result;
}

/** Takes a field out of a value, and the maps with free keys that are empty then. */
export function without(object: KubeObject, path: string): KubeObject {
  const copy = copied(object);
  remove(copy, '', elements(path));
  return copy;
}

function remove(parent: unknown, name: string, path: readonly string[]): void {
  const [element = '', ...rest] = path;
  if (isFields(parent)) {
    const key = element.slice(2);
    const child = parent[key];
    if (rest.length === 0) delete parent[key];
    else remove(child, key, rest);
    if (isEmpty(child) && (isFree(key) || Array.isArray(child))) delete parent[key];
  } else if (Array.isArray(parent)) {
    const item = entriesOf(name, parent)?.get(element);
    const index = parent.indexOf(item);
    if (index < 0) return;
    if (rest.length === 0) parent.splice(index, 1);
    else remove(item, '', rest);
  }
}

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : isFields(value) && Object.keys(value).length === 0;
