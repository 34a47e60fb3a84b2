import type { Scope } from './marks';
import { NO_SAMPLES, type Samples } from './samples';
import type { Part } from './tree';

/** One form that something takes, and the samples in which it does. */
export interface Variant<Value> {
  readonly value: Value;
  readonly samples: Samples;
}

/** A place in a sequence, and what stands there in those samples that have it. */
export interface Slot<Value> {
  readonly each: Scope | undefined;
  readonly variants: Variant<Value>[];
  readonly samples: Samples;
}

/** How alike two things are: 0 for two that cannot be the same, 1 for equal ones. */
export type Likeness<Value> = (one: Value, other: Value) => number;

/** Brings sequences that differ from sample to sample into one, which has a slot for each part. */
export function aligned<Value>(
  sequences: readonly Variant<readonly Part<Value>[]>[],
  likeness: Likeness<Value>,
): Slot<Value>[] {
  // The longest first: most others lack something of it.
  const longest = [...sequences].sort((a, b) => b.value.length - a.value.length);
  return longest.reduce<Slot<Value>[]>(
    (slots, { value, samples }) => merged(slots, value, samples, likeness),
    [],
  );
}

/** Nothing is more alike than what is equal: most sequences begin and end so, and the rest is short. */
function merged<Value>(
  slots: readonly Slot<Value>[],
  parts: readonly Part<Value>[],
  samples: Samples,
  likeness: Likeness<Value>,
): Slot<Value>[] {
  const shorter = Math.min(slots.length, parts.length);
  let start = 0;
  while (start < shorter && has(slots[start], parts[start])) start += 1;
  let end = 0;
  while (end < shorter - start && has(slots.at(-1 - end), parts.at(-1 - end))) end += 1;
  const [slotsEnd, partsEnd] = [slots.length - end, parts.length - end];
  const equal = (some: readonly Slot<Value>[], same: readonly Part<Value>[]) =>
    same.flatMap(({ value }, index) => {
      const slot = some[index];
      return slot ? [added(slot, value, samples)] : [];
    });
  return [
    ...equal(slots.slice(0, start), parts.slice(0, start)),
    ...searched(slots.slice(start, slotsEnd), parts.slice(start, partsEnd), samples, likeness),
    ...equal(slots.slice(slotsEnd), parts.slice(partsEnd)),
  ];
}

function searched<Value>(
  slots: readonly Slot<Value>[],
  parts: readonly Part<Value>[],
  samples: Samples,
  likeness: Likeness<Value>,
): Slot<Value>[] {
  // What is made of the elements of one list is one thing, however it differs.
  const like = (slot: Slot<Value>, { each, value }: Part<Value>) =>
    slot.each === each
      ? Math.max(each ? 0.3 : 0, ...slot.variants.map((one) => likeness(one.value, value)))
      : 0;
  const scores = slots.map((slot) => parts.map((part) => like(slot, part)));
  const best = bests(scores, slots.length, parts.length);
  const result: Slot<Value>[] = [];
  let [at, next] = [0, 0];
  while (at < slots.length || next < parts.length) {
    const [slot, part] = [slots[at], parts[next]];
    const score = scores[at]?.[next] ?? 0;
    const here = best[at]?.[next] ?? 0;
    if (slot && part && score > 0 && here === score + (best[at + 1]?.[next + 1] ?? 0)) {
      result.push(added(slot, part.value, samples));
      at += 1;
      next += 1;
    } else if (slot && (!part || here === (best[at + 1]?.[next] ?? 0))) {
      result.push(slot);
      at += 1;
    } else if (part) {
      result.push(
        added({ each: part.each, variants: [], samples: NO_SAMPLES }, part.value, samples),
      );
      next += 1;
    }
  }
  return result;
}

/** The best sums that the rest of the slots and the rest of the parts can have. */
function bests(scores: readonly number[][], slots: number, parts: number): number[][] {
  const best = Array.from({ length: slots + 1 }, () => new Array<number>(parts + 1).fill(0));
  for (let at = slots - 1; at >= 0; at--) {
    for (let next = parts - 1; next >= 0; next--) {
      const score = scores[at]?.[next] ?? 0;
      const both = score > 0 ? score + (best[at + 1]?.[next + 1] ?? 0) : 0;
      const row = best[at];
      if (row) row[next] = Math.max(both, best[at + 1]?.[next] ?? 0, row[next + 1] ?? 0);
    }
  }
  return best;
}

const has = <Value>(slot: Slot<Value> | undefined, part: Part<Value> | undefined): boolean =>
  slot?.each === part?.each && slot?.variants.some(({ value }) => value === part?.value) === true;

function added<Value>(slot: Slot<Value>, value: Value, samples: Samples): Slot<Value> {
  const known = slot.variants.some((variant) => variant.value === value);
  return {
    each: slot.each,
    samples: slot.samples | samples,
    variants: known
      ? slot.variants.map((variant) =>
          variant.value === value ? { value, samples: variant.samples | samples } : variant,
        )
      : [...slot.variants, { value, samples }],
  };
}
