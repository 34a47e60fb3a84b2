import { parse, stringify } from 'yaml';
import { hasErrors } from '../../diagnostics';
import { fleetFile } from '../../inventory/schema/fleet';
import { withoutUndone } from '../../inventory/undone';
import { loadFleet } from '../../synth/load';
import { type Change, changeValue } from './mutate-value';
import { Random } from './random';

/** A fleet file that is right, and what was changed to come to it. */
export interface Grown {
  readonly text: string;
  readonly changes: readonly Change[];
}

/** So many changes are tried for a fleet; most of them are refused. */
const ATTEMPTS = 60;

/**
 * The fleet file of a run: a right one with many things changed, each of which is kept if it is
 * accepted. So one fleet holds a dozen of what is unusual and right.
 */
export function grownFleet(base: string, seed: number, run: number): Grown {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b));
  for (let skipped = 0; skipped < 4; skipped++) random.next();
  // The schema is about what is left when nulls have undone what they undo.
  let tree = withoutUndone(parse(base, { merge: true }), () => true).data;
  let text = stringify(tree);
  const changes: Change[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const other = structuredClone(tree);
    const change = changeValue(other, random);
    // What the schema refuses is most of all, and needs no file to be read.
    if (!change || !fleetFile.safeParse(other).success) continue;
    const written = stringify(other, { aliasDuplicateObjects: false });
    if (written === text || !isRight(written)) continue;
    [tree, text] = [other, written];
    changes.push(change);
  }
  return { text, changes };
}

const isRight = (text: string) => !hasErrors(loadFleet('fleet.yaml', { text }).diagnostics);
