import { parse } from 'yaml';
import { quantityValue } from '../../language/quantity';
import { CLAIM_SIZE, IMMUTABLE, type Immutable } from './fields';

/** A change of an object that Kubernetes refuses to make in place. */
export interface ImmutableChange {
  /** `Kind namespace/name`; without a namespace if it has none. */
  readonly object: string;
  /** Such as `spec.serviceName changed from a to b`. */
  readonly changes: readonly string[];
  /** Whether deleting it with `--cascade=orphan` leaves what it owns running. */
  readonly orphans: boolean;
}

const KIND = new RegExp(`^kind: (${Object.keys(IMMUTABLE).join('|')})$`, 'm');

/** Pairs of files that are remembered at most; most clusters are set up like others. */
const MOST_PAIRS = 200;

/**
 * Compares versions of files of manifests; make one for a synthesis, and drop it afterwards.
 *
 * Every file of a large fleet may be new, and reading YAML would take longer than rendering it. So
 * lines are compared, and YAML is read only where the lines of an immutable field differ.
 */
export class Comparison {
  private readonly known = new Map<string, { after: string; changes: ImmutableChange[] }>();

  /** What Kubernetes refuses of the way from one version of a file to another. */
  changes(before: string, after: string): readonly ImmutableChange[] {
    const last = this.known.get(before);
    if (last?.after === after) return last.changes;
    const changes = immutableChanges(before, after);
    if (this.known.size >= MOST_PAIRS) this.known.clear();
    this.known.set(before, { after, changes });
    return changes;
  }
}

function immutableChanges(before: string, after: string): ImmutableChange[] {
  if (!KIND.test(after)) return [];
  const old = before.split(SEPARATOR);
  const same = new Set(old);
  const changed = after.split(SEPARATOR).filter((text) => !same.has(text) && KIND.test(text));
  if (changed.length === 0) return [];
  const known = new Map(old.map((text) => [identity(text), text]));
  return changed.flatMap((text) => {
    const object = identity(text);
    const { fields, orphans = false } = immutable(text);
    const changes = fields.flatMap((path) => fieldChanges(path, known.get(object), text));
    return changes.length > 0 ? [{ object, changes, orphans }] : [];
  });
}

const SEPARATOR = /^---\n/m;

function immutable(text: string): Immutable {
  return IMMUTABLE[KIND.exec(text)?.[1] ?? ''] ?? { fields: [] };
}

function identity(text: string): string {
  const kind = /^kind: (.*)$/m.exec(text)?.[1] ?? '';
  const metadata = lines(text, ['metadata']);
  const [name, namespace] = ['name', 'namespace'].map(
    (key) => new RegExp(`^  ${key}: (.*)$`, 'm').exec(metadata)?.[1],
  );
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** The lines of what stands at a path, with those of its keys; empty where nothing does. */
function lines(text: string, path: readonly string[]): string {
  return path.reduce((block, key, depth) => {
    const indent = '  '.repeat(depth);
    const entry = new RegExp(`^${indent}${key}:.*\\n?(^${indent} .*\\n?)*`, 'm');
    return entry.exec(block)?.[0] ?? '';
  }, text);
}

function fieldChanges(path: string, before: string | undefined, after: string): string[] {
  if (before === undefined) return [];
  const [old, current] = [before, after].map((text) => lines(text, path.split('.')));
  if (old === current) return [];
  const [from, to] = [old, current].map(readValue);
  if (from === UNREADABLE || to === UNREADABLE) return [];
  if (path === CLAIM_SIZE && typeof from === 'string' && typeof to === 'string') {
    if (quantityValue(from) <= quantityValue(to)) return [];
  }
  return differences(path, from, to);
}

const UNREADABLE = Symbol('not YAML');

/** The value of the only entry of these lines. */
function readValue(entry = ''): unknown {
  try {
    return Object.values(parse(entry) ?? {})[0];
  } catch {
    // It was changed by hand, and is overwritten: nobody can say what the cluster has.
    return UNREADABLE;
  }
}

/** What differs, as far down as both have something. */
function differences(path: string, from: unknown, to: unknown): string[] {
  if (from === to) return [];
  if (from === undefined) return [`${path} added`];
  if (to === undefined) return [`${path} removed`];
  if (!isObject(from) || !isObject(to)) {
    const texts = [from, to].map((value) => (isObject(value) ? JSON.stringify(value) : value));
    return [`${path} changed from ${texts.join(' to ')}`];
  }
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...keys].flatMap((key) => differences(`${path}.${key}`, from[key], to[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
