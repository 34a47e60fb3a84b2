import { seeded } from './random';
import { type Samples, sample } from './samples';

/** Which flags are on in one example. */
export type Assignment = ReadonlySet<string>;

/** Examples in which flags are mixed at random, beside those in which all but one are the same. */
const MIXED = 160;

/** Which flags are on in each of many examples: enough to tell what each does, alone and with others. */
export function assignments(flags: readonly string[]): Assignment[] {
  const random = seeded(1);
  const without = (one: string) => new Set(flags.filter((flag) => flag !== one));
  return [
    new Set(flags),
    new Set<string>(),
    ...flags.map((flag) => new Set([flag])),
    ...flags.map(without),
    ...Array.from({ length: MIXED }, () => new Set(flags.filter(() => random() < 0.5))),
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
