import { splice } from './mutate-text';
import { OTHERS, PIECES, STRINGS } from './nasties';
import type { Random } from './random';

/** A plain tree, as YAML makes it. */
type Tree = { [key: string | number]: unknown };

/** What was changed in a tree. */
export interface Change {
  readonly path: string;
  readonly to: unknown;
}

/** Puts a text that is right somewhere into the place of another, or of a number. */
export function changeValue(root: unknown, random: Random): Change | undefined {
  const { parent, key, path } = random.pick(placesOf(root));
  const value = parent[key];
  if (typeof value === 'object' && value !== null) {
    // Most maps and lists have to be there, and most places are in one.
    if (random.below(4) > 0) return undefined;
    if (Array.isArray(parent)) parent.push(structuredClone(value));
    else rename(parent, key, random);
    return { path, to: 'another key, or twice' };
  }
  const to = replacement(value, random);
  parent[key] = to;
  return { path, to };
}

function replacement(value: unknown, random: Random): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return random.pick(OTHERS);
  return random.below(4) === 0 ? splice(value, random, PIECES) : random.pick(STRINGS);
}

/** Changes one value, key or list of a tree in place. */
export function mutateValue(root: unknown, random: Random): void {
  const places = placesOf(root);
  const { parent, key } = random.pick(places);
  const value = parent[key];
  switch (random.below(10)) {
    case 0:
      remove(parent, key);
      return;
    case 1:
      rename(parent, key, random);
      return;
    case 2:
      if (Array.isArray(parent)) parent.push(structuredClone(value));
      return;
    case 3: {
      const other = random.pick(places);
      parent[key] = structuredClone(other.parent[other.key]);
      return;
    }
    case 4:
      parent[key] = structuredClone(random.pick(OTHERS));
      return;
    case 5:
      parent[key] = typeof value === 'string' ? random.pick(STRINGS) : `${String(value)}`;
      return;
    case 6:
      parent[key] = typeof value === 'number' ? random.pick(OTHERS) : random.pick(STRINGS);
      return;
    default:
      if (typeof value === 'string') parent[key] = splice(value, random, PIECES);
      else if (typeof value === 'boolean') parent[key] = !value;
      else if (typeof value === 'number') parent[key] = value * random.pick([0, 2, 10, -1, 0.5]);
      else parent[key] = random.pick(STRINGS);
  }
}

interface Place {
  readonly parent: Tree;
  readonly key: string | number;
  readonly path: string;
}

function placesOf(node: unknown, found: Place[] = [], above = ''): Place[] {
  if (typeof node !== 'object' || node === null) return found;
  const keys = Array.isArray(node) ? node.map((_, index) => index) : Object.keys(node);
  for (const key of keys) {
    const path = above === '' ? String(key) : `${above}.${key}`;
    found.push({ parent: node as Tree, key, path });
    placesOf((node as Tree)[key], found, path);
  }
  return found;
}

function remove(parent: Tree, key: string | number): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

function rename(parent: Tree, key: string | number, random: Random): void {
  if (Array.isArray(parent)) return;
  const value = parent[key];
  delete parent[key];
  const name = random.pick([splice(String(key), random, PIECES), random.pick(STRINGS)]);
  // An assignment to `__proto__` would make no key of it.
  const own = { value, enumerable: true, configurable: true, writable: true };
  Object.defineProperty(parent, name, own);
}
