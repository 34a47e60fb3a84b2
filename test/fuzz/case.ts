import { parse, stringify } from 'yaml';
import { grownFleet } from './grow';
import { mutateText } from './mutate-text';
import { mutateValue } from './mutate-value';
import { Random } from './random';

/** Every so many runs start from many changes that are right each by itself. */
const GROWN = 8;

/** The fleet file of a run: a right one with one to three things changed, or many right ones. */
export function fuzzedFleet(base: string, seed: number, run: number): string {
  if (run % GROWN === GROWN - 1) return grownFleet(base, seed, run).text;
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
