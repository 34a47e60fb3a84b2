import { isDeepStrictEqual } from 'node:util';
import { JsonPatch } from 'cdk8s';
import type { Path } from '../../diagnostics';
import type { PatchBody } from '../../inventory/schema/patches';
import { pointerKeys } from '../../language/json-pointer';
import { nearest } from '../../language/nearest';
import { isMapping, own } from '../../yaml/mapping';

/** Operations of a JSON patch (RFC 6902). */
export type Operations = Extract<PatchBody, readonly unknown[]>;
type Operation = Operations[number];

/** Why a patch cannot be applied, and where in it. */
export interface Unapplied {
  readonly path: Path;
  readonly message: string;
}

/** Applies the operations of a JSON patch in turn, or says why one of them cannot be. */
export function applyOperations<Value extends object>(
  before: Value,
  operations: Operations,
): Value | Unapplied {
  // The library changes what it is given.
  let object = JSON.parse(JSON.stringify(before)) as Value;
  for (const [index, operation] of operations.entries()) {
    const wrong = checkOperation(object, operation);
    if (wrong) return { ...wrong, path: [index, ...wrong.path] };
    object = JsonPatch.apply(object, jsonPatch(operation));
  }
  return object;
}

/** Whether a patch could not be applied. */
export const isUnapplied = (result: object): result is Unapplied =>
  'message' in result && 'path' in result && Array.isArray(result.path);

function jsonPatch({ op, path, from = '', value }: Operation): JsonPatch {
  switch (op) {
    case 'move':
    case 'copy':
      return JsonPatch[op](from, path);
    case 'remove':
      return JsonPatch.remove(path);
    default:
      return JsonPatch[op](path, value);
  }
}

/** The library adds where nothing is to be replaced, and removes nothing without a word. */
function checkOperation(object: object, operation: Operation): Unapplied | undefined {
  const { op, path, from, value } = operation;
  if (from !== undefined) {
    const wrong = checkPath(object, pointerKeys(from), from);
    if (wrong !== undefined) return { path: ['from'], message: wrong };
  }
  const keys = pointerKeys(path);
  const isNew = op === 'add' || op === 'move' || op === 'copy';
  const wrong = isNew ? checkNew(object, keys, path) : checkPath(object, keys, path);
  if (wrong !== undefined) return { path: ['path'], message: wrong };
  if (op !== 'test' || isDeepStrictEqual(found(object, keys), value)) return undefined;
  const message = `the test fails, found ${short(found(object, keys))} at ${path} instead of ${short(value)}`;
  return { path: ['value'], message };
}

/** Whether there is nothing at a path that has to be there. */
function checkPath(object: object, keys: readonly string[], pointer: string): string | undefined {
  let node: unknown = object;
  for (const [depth, key] of keys.entries()) {
    const next = child(node, key);
    if (next === undefined) return notThere(node, keys, depth, pointer);
    node = next;
  }
  return undefined;
}

/** Whether there is no place at a path for something new. */
function checkNew(object: object, keys: readonly string[], pointer: string): string | undefined {
  const above = keys.slice(0, -1);
  const wrong = checkPath(object, above, pointer);
  if (wrong !== undefined) return wrong;
  const node = found(object, above);
  const key = keys.at(-1) ?? '';
  if (isMapping(node)) return undefined;
  const fits = Array.isArray(node) && (key === '-' || (isIndex(key) && Number(key) <= node.length));
  return fits ? undefined : notThere(node, keys, above.length, pointer);
}

const found = (object: unknown, keys: readonly string[]) =>
  keys.reduce<unknown>((node, key) => child(node, key), object);

function child(node: unknown, key: string): unknown {
  if (Array.isArray(node)) return isIndex(key) ? node[Number(key)] : undefined;
  return isMapping(node) ? own(node, key) : undefined;
}

const isIndex = (key: string) => /^(0|[1-9]\d*)$/.test(key);

function notThere(node: unknown, keys: readonly string[], depth: number, pointer: string): string {
  const above = `/${keys.slice(0, depth).join('/')}`;
  return `there is no such path, found ${JSON.stringify(pointer)} where ${above} ${what(node, keys[depth] ?? '')}`;
}

function what(node: unknown, key: string): string {
  if (Array.isArray(node)) {
    return `is a list of ${node.length}, write an index below that, or - to add at its end`;
  }
  if (!isMapping(node)) return 'holds nothing, write what is there';
  const names = Object.keys(node);
  const near = nearest(key, names);
  return near ? `has \`${near}\`, did you mean that?` : `has ${names.join(', ')}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
