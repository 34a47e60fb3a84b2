import type { Flags } from './flags';
import { seeded } from './random';
import { type Samples, sample } from './samples';

/** Which flags are on in one example. */
export type Assignment = ReadonlySet<string>;

/** Examples in which flags are mixed at random, beside those in which all but one are the same. */
const MIXED = 400;

/**
 * Which flags are on in each of many examples: enough to tell what each does, alone and with others.
 * One that takes away a single thing is on where all that there can be is there.
 */
export function assignments(flags: Flags): Assignment[] {
  const random = seeded(1);
  const names = Object.keys(flags);
  const mixed = names.filter((name) => !flags[name]?.takesOne);
  const most = mixed.filter((name) => !flags[name]?.takesMost);
  const without = (one: string) => new Set(mixed.filter((flag) => flag !== one));
  return [
    new Set(mixed),
    new Set<string>(),
    ...mixed.map((flag) => new Set([flag])),
    ...mixed.map(without),
    ...Array.from({ length: MIXED }, () => new Set(mixed.filter(() => random() < 0.5))),
    ...names.flatMap((flag) => (flags[flag]?.takesOne ? [new Set([...most, flag])] : [])),
  ];
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
