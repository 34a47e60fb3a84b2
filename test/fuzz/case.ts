import { parse, stringify } from 'yaml';
import { grownFleet } from './grow';
import { mutateText } from './mutate-text';
import { mutateValue } from './mutate-value';
import { Random } from './random';

/** One of so many runs is grown. */
const GROWN = 8;

/**
 * The fleet file of a run: a right one with one to three things changed.
 *
 * @param grown - whether some have many things changed, and are right: what is only read and
 *   refused or rendered learns nothing by these, and they take time
 */
export function fuzzedFleet(base: string, seed: number, run: number, grown: boolean): string {
  if (grown && run % GROWN === GROWN - 1) return grownFleet(base, seed, run).text;
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ run);
  // The first numbers of neighbouring seeds are alike.
  for (let skipped = 0; skipped < 4; skipped++) random.next();
  const times = random.pick([1, 1, 1, 2, 3]);
  if (random.below(3) === 0) {
    let text = base;
    for (let time = 0; time < times; time++) text = mutateText(text, random);
    return text;
  }
  const tree = parse(base, { merge: true });
  for (let time = 0; time < times; time++) mutateValue(tree, random);
  return stringify(tree, { aliasDuplicateObjects: random.below(2) === 0 });
}
