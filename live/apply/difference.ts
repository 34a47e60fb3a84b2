import { isMapping } from '../../yaml/mapping';
import type { KubeObject } from '../client/resources';
import { contentOf } from './content';
import { lineChanges } from './line-changes';

/** A difference between two versions of an object, as lines for people. */
export type Difference = readonly string[];

/**
 * What differs between two versions of an object, as far down as both have something; the values of
 * a Secret are never in it.
 *
 * @param before - absent: all of the object is new, which is not listed
 */
export function differences(before: KubeObject | undefined, after: KubeObject): Difference {
  if (!before) return [];
  const hides = after.kind === 'Secret' ? SECRET_VALUES : undefined;
  return between('', contentOf(before), contentOf(after)).flatMap(({ path, from, to }) =>
    hides?.test(path) ? [`${path}: ${hidden(from, to)}`] : described(path, from, to),
  );
}

const SECRET_VALUES = /^(data|stringData)\b/;

interface Change {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

function between(path: string, from: unknown, to: unknown): Change[] {
  if (isMapping(from) && isMapping(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap((key) => between(below(path, key), from[key], to[key]));
  }
  if (Array.isArray(from) && Array.isArray(to)) return betweenLists(path, from, to);
  return Object.is(from, to) ? [] : [{ path, from, to }];
}

/** Elements with names are the same where their names are, others where their places are. */
function betweenLists(path: string, from: readonly unknown[], to: readonly unknown[]): Change[] {
  const [before, after] = [byName(from), byName(to)];
  if (before && after) {
    const names = new Set([...before.keys(), ...after.keys()]);
    return [...names].flatMap((name) =>
      between(`${path}[${name}]`, before.get(name), after.get(name)),
    );
  }
  const length = Math.max(from.length, to.length);
  return Array.from({ length }, (_, index) =>
    between(`${path}[${index}]`, from[index], to[index]),
  ).flat();
}

function byName(elements: readonly unknown[]): Map<string, unknown> | undefined {
  const names = elements.map((element) => (isMapping(element) ? element.name : undefined));
  const named = new Map<string, unknown>();
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string') return undefined;
    named.set(name, elements[index]);
  }
  return named.size === elements.length ? named : undefined;
}

/** A key that has dots in it stands in brackets. */
function below(path: string, key: string): string {
  if (key.includes('.') || key.includes('/')) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function described(path: string, from: unknown, to: unknown): string[] {
  if (typeof from === 'string' && typeof to === 'string' && `${from}${to}`.includes('\n')) {
    return [`${path}:`, ...lineChanges(from, to).map((line) => `  ${line}`)];
  }
  if (from === undefined) return [`${path}: added ${shown(to)}`];
  if (to === undefined) return [`${path}: removed ${shown(from)}`];
  return [`${path}: ${shown(from)} → ${shown(to)}`];
}

/** Characters of a value that are shown. */
const MOST_SHOWN = 200;

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function hidden(from: unknown, to: unknown): string {
  const how = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  return `${how} (not shown)`;
}
