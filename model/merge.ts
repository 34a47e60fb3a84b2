import type { Path } from '../diagnostics';

/** Settings of one place of the fleet file. */
export interface Layer {
  /** Where they are written. */
  readonly at: Path;
  readonly value: object | undefined;
}

/** An entry whose missing keys are filled with defaults. */
export type Filled<Entry, Defaults> = Entry & {
  readonly [Key in keyof Entry & keyof Defaults]-?: Defaults[Key] extends Mapping
    ? Filled<NonNullable<Entry[Key]>, Defaults[Key]>
    : NonNullable<Entry[Key]>;
};

/** Merged settings that remember where each of them was written. */
export interface Settings<Value> {
  readonly value: Value;
  /** Where a setting is written; for one that is written nowhere, where the entry is. */
  readonly place: (...key: Path) => Path;
}

type Mapping = Readonly<Record<string, unknown>>;

/** Lists that an upper layer adds to instead of replacing. */
const ADDITIVE = new Set<string | number>(['scrapeConfigs', 'rules', 'federateFrom', 'patches']);

/**
 * Merges layers over defaults; key by key the topmost that has it wins. Lists replace each other,
 * save the additive ones.
 *
 * @param lower - what all entries have below them, the lowest first; it is merged once
 * @returns what adds an entry on top; what an entry does not write is the same object for all
 */
export function merging<Entry extends object, Defaults extends object>(
  defaults: Defaults,
  lower: readonly Layer[] = [],
): (entry: Layer) => Settings<Filled<Entry, Defaults>> {
  const below = lower.reduce<Mapping>(add, defaults as Mapping);
  return (entry) => ({
    value: add(below, entry) as Filled<Entry, Defaults>,
    place: (...key) => place([...lower, entry], key),
  });
}

function add(below: Mapping, { value }: Layer): Mapping {
  return value ? merge(below, value as Mapping) : below;
}

function merge(below: Mapping, above: Mapping): Mapping {
  const result: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = below[key];
    if (isMapping(under) && isMapping(value)) result[key] = merge(under, value);
    else if (ADDITIVE.has(key) && Array.isArray(under) && Array.isArray(value)) {
      result[key] = [...under, ...value];
    } else if (value !== undefined) result[key] = value;
  }
  return result;
}

function place(layers: readonly Layer[], key: Path): Path {
  const entry = layers.at(-1)?.at ?? [];
  const list = key.findIndex((_, index) => index > 0 && ADDITIVE.has(key[index - 1] ?? ''));
  if (list > 0) return itemPlace(layers, key, list) ?? entry;
  const layer = layers.findLast(({ value }) => find(value, key) !== undefined);
  return layer ? [...layer.at, ...key] : entry;
}

/** Where an item of an additive list is written: the layers' lists stand one after the other. */
function itemPlace(layers: readonly Layer[], key: Path, list: number): Path | undefined {
  let index = Number(key[list]);
  for (const { at, value } of layers) {
    const items = find(value, key.slice(0, list));
    const length = Array.isArray(items) ? items.length : 0;
    if (index < length) return [...at, ...key.slice(0, list), index, ...key.slice(list + 1)];
    index -= length;
  }
  return undefined;
}

function find(value: unknown, key: Path): unknown {
  let node = value;
  for (const segment of key) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, segment)) {
      return undefined;
    }
    node = (node as Record<string | number, unknown>)[segment];
  }
  return node;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
