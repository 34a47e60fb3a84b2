import { difference, intersection, isEmpty, type Samples } from './samples';

/** Whether something stands in a template: what conditions it is under. */
export type Formula =
  | { readonly is: 'always' }
  | { readonly is: 'flag'; readonly flag: string; readonly on: boolean }
  | { readonly is: 'and' | 'or'; readonly of: readonly Formula[] };

export const ALWAYS: Formula = { is: 'always' };

/** A formula and the samples in which it holds. */
interface Candidate {
  readonly formula: Formula;
  readonly holds: Samples;
}

/**
 * Finds the simplest condition that tells samples apart: a flag, or two or three of them joined by
 * `and` and `or`.
 */
export class Formulas {
  private readonly single: readonly Candidate[];
  private readonly pairs: readonly Candidate[];
  private readonly known = new Map<string, Formula>();

  /** @param flags - the samples in which each is on; the first is preferred where two would do */
  constructor(flags: ReadonlyMap<string, Samples>, all: Samples) {
    this.single = [...flags].flatMap(([flag, holds]): Candidate[] => [
      { formula: { is: 'flag', flag, on: true }, holds },
      { formula: { is: 'flag', flag, on: false }, holds: difference(all, holds) },
    ]);
    this.pairs = this.single.flatMap((one, index) =>
      this.single
        .slice(index + 1)
        .flatMap((other) => [joined('and', one, other), joined('or', one, other)]),
    );
  }

  /**
   * The condition under which something stands.
   *
   * @param wanted - the samples in which it does
   * @param within - the samples that matter
   */
  find(wanted: Samples, within: Samples): Formula {
    if (isEmpty(difference(within, wanted))) return ALWAYS;
    const key = `${wanted.toString(36)}/${within.toString(36)}`;
    const found = this.known.get(key) ?? this.search(wanted, within);
    if (!found) throw new Error('no three flags say when something is rendered');
    this.known.set(key, found);
    return found;
  }

  private search(wanted: Samples, within: Samples): Formula | undefined {
    const fits = ({ holds }: Candidate) => intersection(holds, within) === wanted;
    const simple = this.single.find(fits) ?? this.pairs.find(fits);
    if (simple) return simple.formula;
    for (const one of this.single) {
      const holds = intersection(one.holds, within);
      // What is more than wanted can only be narrowed down, what is less only be added to.
      const is = isEmpty(difference(wanted, holds)) ? 'and' : 'or';
      if (is === 'or' && !isEmpty(difference(holds, wanted))) continue;
      const pair = this.pairs.find((other) => fits(joined(is, one, other)));
      if (pair) return joined(is, one, pair).formula;
    }
    return undefined;
  }
}

function joined(is: 'and' | 'or', one: Candidate, other: Candidate): Candidate {
  const holds = is === 'and' ? intersection(one.holds, other.holds) : one.holds | other.holds;
  const of = [one.formula, other.formula].flatMap((formula) =>
    formula.is === is ? formula.of : [formula],
  );
  return { formula: { is, of }, holds };
}

/** A formula as one text, equal for equal ones. */
export const formulaKey = (formula: Formula) => JSON.stringify(formula);

/** Whether one is the other's opposite. */
export function isOpposite(one: Formula, other: Formula): boolean {
  return formulaKey(opposite(one)) === formulaKey(other);
}

function opposite(formula: Formula): Formula {
  if (formula.is === 'flag') return { ...formula, on: !formula.on };
  if (formula.is === 'always') return { is: 'or', of: [] };
  return { is: formula.is === 'and' ? 'or' : 'and', of: formula.of.map(opposite) };
}
