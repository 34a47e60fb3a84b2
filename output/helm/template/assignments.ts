import type { Flags } from './flags';
import { seeded } from './random';
import { type Samples, sample } from './samples';

/** Which flags are on in one example. */
export type Assignment = ReadonlySet<string>;

/** Examples in which flags are mixed at random, beside those in which all but one are the same. */
const MIXED = 160;

/**
 * Which flags are on in each of many examples: enough to tell what each does, alone and with others.
 * One that takes something away is on while all others but one are, whatever has to be on or off for
 * that to be there.
 */
export function assignments(flags: Flags): Assignment[] {
  const random = seeded(1);
  const mixed = Object.keys(flags).filter((name) => flags[name]?.oneOf === undefined);
  const without = (one: string) => new Set(mixed.filter((flag) => flag !== one));
  return [
    new Set(mixed),
    new Set<string>(),
    ...mixed.map((flag) => new Set([flag])),
    ...mixed.map(without),
    ...Array.from({ length: MIXED }, () => new Set(mixed.filter(() => random() < 0.5))),
    ...takingAway(flags).flatMap((gone) => mixed.map((one) => new Set([...without(one), ...gone]))),
  ];
}

/** Flags that take things away, one of each name in turn. */
function takingAway(flags: Flags): string[][] {
  const byName = new Map<string, string[]>();
  for (const [flag, { oneOf }] of Object.entries(flags)) {
    if (oneOf !== undefined) byName.set(oneOf, [...(byName.get(oneOf) ?? []), flag]);
  }
  const most = Math.max(0, ...[...byName.values()].map(({ length }) => length));
  return Array.from({ length: most }, (_, turn) =>
    [...byName.values()].flatMap((all) => all[turn] ?? []),
  );
}

/** The examples in which each flag is on. */
export function samplesOf(
  flags: readonly string[],
  all: readonly Assignment[],
): Map<string, Samples> {
  const on = (flag: string) =>
    all.reduce((samples, set, at) => (set.has(flag) ? samples | sample(at) : samples), 0n);
  return new Map(flags.map((flag) => [flag, on(flag)]));
}
