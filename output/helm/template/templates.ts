import type { OnProgress } from '../../on-progress';
import { type Assignment, assignments, samplesOf } from './assignments';
import { Conditions } from './conditions';
import { Emitter } from './emit';
import type { Flags } from './flags';
import { type Formula, Formulas } from './formula';
import { Learner, type Template } from './learn';
import type { Marks } from './marks';
import { Reader } from './read';
import { sample } from './samples';
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

/** What a file is like, and when it is there. */
export interface Learned {
  readonly when: Formula;
  readonly template: Template;
}

/** The templates that give what the constructs give, by the names of their files. */
export function templates(
  examples: Examples,
  onProgress: OnProgress = () => {},
): Map<string, string> {
  const { marks, flags, variables } = examples;
  const conditions = new Conditions(flags);
  const emitter = new Emitter(marks, conditions, new TextWriter(marks, conditions));
  const texts = [...learned(examples, onProgress).files].map(([file, { when, template }]) => {
    const text = emitter.objects(template);
    const guarded =
      when.is === 'always' ? text : `{{- if ${conditions.expression(when)} }}\n${text}{{- end }}\n`;
    return [file, `${header(variables, guarded)}${guarded}`] as const;
  });
  return new Map(texts);
}

/** What is learned of each file, and the reader of what is rendered. */
export function learned({ marks, flags, render }: Examples, onProgress: OnProgress = () => {}) {
  const names = Object.keys(flags);
  const all = assignments(flags);
  const everything = sample(all.length) - 1n;
  const formulas = new Formulas(samplesOf(names, all), everything);
  const learner = new Learner(formulas);
  const reader = new Reader(marks);
  const files = new Map<string, Learned>();
  for (const [file, variants] of variantsOf(reader, render, all, onProgress)) {
    const present = variants.reduce((samples, variant) => samples | variant.samples, 0n);
    const when = formulas.find(present, everything);
    files.set(file, { when, template: learner.learn(variants) });
  }
  return { files, reader };
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
function variantsOf(
  reader: Reader,
  render: Examples['render'],
  examples: readonly Assignment[],
  onProgress: OnProgress,
) {
  const files = new Map<string, Map<Tree, bigint>>();
  for (const [index, on] of examples.entries()) {
    onProgress(index, examples.length);
    for (const [file, objects] of render(on)) {
      const tree = reader.tree(objects);
      const trees = files.get(file) ?? new Map<Tree, bigint>();
      trees.set(tree, (trees.get(tree) ?? 0n) | sample(index));
      files.set(file, trees);
    }
  }
  return [...files].map(
    ([file, trees]) => [file, [...trees].map(([value, samples]) => ({ value, samples }))] as const,
  );
}
