import { type Matcher, matchersIn } from './selector';
import { type Part, parsePromql } from './tree';

/**
 * The selectors in an expression, wherever they stand in it.
 *
 * @param expression - one that passed `checkPromql`
 */
export function selectorsIn(expression: string): Matcher[][] {
  return selectors(parsePromql(expression));
}

function selectors(part: Part): Matcher[][] {
  return part.name === 'VectorSelector' ? [matchersIn(part)] : part.children.flatMap(selectors);
}
