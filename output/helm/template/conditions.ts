import { argument, type Flag, type Flags } from './flags';
import { ALWAYS, type Formula, formulaKey, isOpposite } from './formula';
import type { Guarded } from './learn';
import type { Scope } from './marks';

/** Things that stand next to each other under one condition, or once for each of one list. */
export interface Run<Value> {
  readonly when: Formula;
  readonly each: Scope | undefined;
  readonly values: readonly Value[];
}

/** Says under which conditions something stands, in the language of templates. */
export class Conditions {
  constructor(private readonly flags: Flags) {}

  /** The expression of a condition. */
  expression(formula: Formula): string {
    if (formula.is === 'always') return 'true';
    if (formula.is === 'flag') {
      const { expression } = this.flag(formula.flag);
      return formula.on ? expression : `not ${argument(expression)}`;
    }
    return `${formula.is} ${formula.of.map((one) => argument(this.expression(one))).join(' ')}`;
  }

  /** Whether a condition is about one round of a `range`, and so to be asked in it. */
  isOf(formula: Formula, each: Scope): boolean {
    if (formula.is === 'always') return false;
    if (formula.is === 'flag') return this.flag(formula.flag).scope === each;
    return formula.of.some((one) => this.isOf(one, each));
  }

  /** What is left of a condition that a `range` asks for by itself. */
  around(formula: Formula, each: Scope | undefined): Formula {
    const said = formula.is === 'flag' && formula.on && this.flag(formula.flag).someOf === each;
    return each && said ? ALWAYS : formula;
  }

  private flag(name: string): Flag {
    const flag = this.flags[name];
    if (flag) return flag;
    throw new Error(`no flag ${name}`);
  }
}

/** Joins neighbours that stand under the same condition; what is of a list stays by itself. */
export function runs<Value>(guarded: readonly Guarded<Value>[]): Run<Value>[] {
  const all: { when: Formula; each: Scope | undefined; values: Value[] }[] = [];
  for (const { when, each, value } of guarded) {
    const last = all.at(-1);
    if (last && last.each === each && formulaKey(last.when) === formulaKey(when)) {
      last.values.push(value);
    } else all.push({ when, each, values: [value] });
  }
  return all;
}

/** Whether the second of two runs stands where the first does not. */
export const isElse = (one: Run<unknown>, other: Run<unknown>) =>
  one.when.is !== 'always' && !one.each && !other.each && isOpposite(one.when, other.when);
