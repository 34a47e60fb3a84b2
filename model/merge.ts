import type { Path } from '../diagnostics';
import { isMapping, type Mapping } from '../yaml/mapping';

/** Settings of one place of the fleet file. */
export interface Layer {
  /** Where they are written. */
  readonly at: Path;
  readonly value: object | undefined;
  /**
   * Keys below `at` that are written as null: what lower layers say of them does not count.
   *
   * @default - none
   */
  readonly undone?: readonly Path[] | undefined;
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
  /** Where a setting is written, or undone; for one that is written nowhere, where the entry is. */
  readonly place: (...key: Path) => Path;
}

/** Lists that an upper layer adds to instead of replacing. */
const ADDITIVE = new Set<string | number>(['scrapeConfigs', 'rules', 'federateFrom', 'patches']);

/**
 * Layers of settings over promfleet's own defaults; key by key the topmost that has it wins. Lists
 * replace each other, save the additive ones.
 *
 * Each layer is merged once, when it is put on top: what stands on it and does not write a key has
 * the same object there.
 */
export class Layers<Defaults extends object> {
  private constructor(
    private readonly defaults: Defaults,
    private readonly layers: readonly Layer[],
    private readonly merged: Mapping,
  ) {}

  /** No layer but the defaults. */
  static over<Defaults extends object>(defaults: Defaults): Layers<Defaults> {
    return new Layers(defaults, [], defaults as Mapping);
  }

  /** These layers with another one on top. */
  with(layer: Layer): Layers<Defaults> {
    const { value, undone = [] } = layer;
    const own = this.defaults as Mapping;
    const below = undone.reduce((merged, key) => restored(merged, own, key), this.merged);
    const merged = value ? merge(below, value as Mapping) : below;
    return new Layers(this.defaults, [...this.layers, layer], merged);
  }

  /** All of them as the settings of the topmost. */
  settings<Entry extends object>(): Settings<Filled<Entry, Defaults>> {
    return {
      value: this.merged as Filled<Entry, Defaults>,
      place: (...key) => place(this.layers, key),
    };
  }
}

/** Settings in which one is what the defaults say, or is not there if they say nothing. */
function restored(merged: Mapping, defaults: Mapping, [key = '', ...deeper]: Path): Mapping {
  const { [key]: under, ...others } = merged;
  const own = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
  if (deeper.length === 0) return own === undefined ? others : { ...merged, [key]: own };
  if (!isMapping(under)) return merged;
  return { ...merged, [key]: restored(under, isMapping(own) ? own : {}, deeper) };
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
  const layer = layers.findLast((one) => find(one.value, key) !== undefined || undoes(one, key));
  if (!layer) return entry;
  return [
    ...layer.at,
    ...(find(layer.value, key) === undefined ? (undoes(layer, key) ?? []) : key),
  ];
}

/** The null of a layer that a key is under, if there is one. */
const undoes = ({ undone }: Layer, key: Path): Path | undefined =>
  undone?.find((path) => path.every((segment, index) => segment === key[index]));

/** Where an item of an additive list is written: the layers' lists stand one after the other. */
function itemPlace(layers: readonly Layer[], key: Path, list: number): Path | undefined {
  const whole = key.slice(0, list);
  const lowest = layers.findLastIndex((layer) => undoes(layer, whole));
  let index = Number(key[list]);
  for (const { at, value } of layers.slice(Math.max(0, lowest))) {
    const items = find(value, whole);
    const length = Array.isArray(items) ? items.length : 0;
    if (index < length) return [...at, ...whole, index, ...key.slice(list + 1)];
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
