import { type Assignment, assignments, samplesOf } from './assignments';
import { Conditions } from './conditions';
import { Emitter } from './emit';
import type { Flags } from './flags';
import { Formulas } from './formula';
import { Learner } from './learn';
import type { Marks } from './marks';
import { Reader } from './read';
import { difference, sample } from './samples';
import { TextWriter } from './text';
import type { Tree } from './tree';

/** What a chart is made from: examples of what its constructs make of marked settings. */
export interface Examples {
  readonly marks: Marks;
  readonly flags: Flags;
  /** The objects of each file, given which flags are on; a file may be absent. */
  readonly render: (on: Assignment) => ReadonlyMap<string, readonly object[]>;
  /** Actions that give the variables that expressions name, by these. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The templates that give what the constructs give, by the names of their files. */
export function templates({ marks, flags, render, variables }: Examples): Map<string, string> {
  const names = Object.keys(flags);
  const all = assignments(names);
  const everything = sample(all.length) - 1n;
  const formulas = new Formulas(samplesOf(names, all), everything);
  const learner = new Learner(formulas);
  const conditions = new Conditions(flags);
  const emitter = new Emitter(marks, conditions, new TextWriter(marks, conditions));
  const texts = new Map<string, string>();
  for (const [file, variants] of variantsOf(marks, all.map(render))) {
    const present = variants.reduce((samples, variant) => samples | variant.samples, 0n);
    const when = formulas.find(present, everything);
    const text = emitter.objects(learner.learn(variants));
    const guarded =
      difference(everything, present) === 0n
        ? text
        : `{{- if ${conditions.expression(when)} }}\n${text}{{- end }}\n`;
    texts.set(file, `${header(variables, guarded)}${guarded}`);
  }
  return texts;
}

/** The actions that give the variables in a text, and those that they need themselves. */
function header(variables: Examples['variables'], text: string): string {
  return Object.entries(variables)
    .reverse()
    .reduce((above, [name, action]) => {
      const isNamed = new RegExp(`\\$${name}\\b`).test(above + text);
      return isNamed ? `${action}\n${above}` : above;
    }, '');
}

/** What each file is like in the examples, and in which of them. */
function variantsOf(marks: Marks, examples: readonly ReadonlyMap<string, readonly object[]>[]) {
  const reader = new Reader(marks);
  const read = new Map<string, Tree>();
  const files = new Map<string, Map<Tree, bigint>>();
  for (const [index, example] of examples.entries()) {
    for (const [file, objects] of example) {
      const text = JSON.stringify(objects);
      const tree = read.get(text) ?? reader.tree(objects);
      read.set(text, tree);
      const trees = files.get(file) ?? new Map<Tree, bigint>();
      trees.set(tree, (trees.get(tree) ?? 0n) | sample(index));
      files.set(file, trees);
    }
  }
  return [...files].map(
    ([file, trees]) => [file, [...trees].map(([value, samples]) => ({ value, samples }))] as const,
  );
}
