import { typeOf } from './check';
import type { ValueType } from './functions';
import { type Matcher, matchersOf } from './selector';
import { type Part, PromqlError, parsePromql } from './tree';

export { keptLabels } from './kept-labels';
export { selectorsIn } from './reads';
export type { Matcher } from './selector';

/** The type of a PromQL expression, or what is wrong with it. */
export function checkPromql(expression: string): { type: ValueType } | { wrong: string } {
  return attempt(expression, (inner) => ({ type: typeOf(inner) }));
}

/** The matchers of an expression that is one vector selector and nothing else. */
export function checkSelector(expression: string): { matchers: Matcher[] } | { wrong: string } {
  return attempt(expression, (inner) =>
    inner.name === 'VectorSelector'
      ? { matchers: matchersOf(inner) }
      : { wrong: 'it is more than one plain selector: no functions, ranges, offsets or operators' },
  );
}

/** Ten times what anybody writes. */
const LONGEST = 20_000;

function attempt<Result>(expression: string, check: (inner: Part) => Result) {
  if (expression.length > LONGEST) return { wrong: `longer than ${LONGEST} characters` };
  try {
    const [inner, more] = parsePromql(expression).children;
    return inner && !more ? check(inner) : { wrong: 'it holds no expression' };
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    const place = error.offset > 0 ? ` (character ${error.offset + 1})` : '';
    return { wrong: `${error.message}${place}` };
  }
}
