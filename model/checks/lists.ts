import type { FilePath, ModelProblem } from '../problem';

/** A named thing of a list; without a path it is built in and cannot be the one to blame. */
export interface Listed {
  readonly name: string;
  readonly path: FilePath | undefined;
}

/** Problems for every name that an earlier thing of the list has already. */
export function duplicates(list: readonly Listed[], what: string): ModelProblem[] {
  const seen = new Map<string, Listed>();
  const problems: ModelProblem[] = [];
  for (const one of list) {
    const first = seen.get(one.name);
    if (!first) seen.set(one.name, one);
    else if (one.path) {
      const owner = first.path ? 'another' : 'a built-in one';
      const message = `${what} names are unique, found "${one.name}", which ${owner} has, use another name`;
      problems.push({ paths: [one.path], message });
    }
  }
  return problems;
}
