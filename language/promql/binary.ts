import { NAMES, type ValueType } from './functions';
import { checkGrouping } from './grouping';
import { only, type Part, PromqlError } from './tree';

const COMPARISON = /^(Eql|Neq|Gte|Gtr|Lte|Lss)$/;
const SET = /^(And|Or|Unless)$/;
const OTHER = /^(Pow|Mul|Div|Mod|Atan2|Add|Sub)$/;

/** The type of `left operator right`; see `checkAST` in Prometheus's promql/parser/parse.go. */
export function checkBinary(part: Part, typeOf: (part: Part) => ValueType): ValueType {
  const [left, right] = [part.children[0], part.children.at(-1)];
  const operator = part.children[1];
  const fail = (message: string): never => {
    throw new PromqlError(message, operator?.node.from ?? part.node.from);
  };
  if (!left || !right || !operator || left === right) return fail('it ends too early');
  const [isComparison, isSet] = [COMPARISON.test(operator.name), SET.test(operator.name)];
  if (!isComparison && !isSet && !OTHER.test(operator.name))
    fail(`${operator.text} needs a newer Prometheus`);
  if (only(part, 'FillModifier')) fail('fill needs a feature flag');

  const types = [typeOf(left), typeOf(right)];
  for (const type of types) {
    if (type !== 'scalar' && type !== 'vector')
      fail(`${operator.text} does not go with ${NAMES[type]}`);
  }
  const bool = only(part, 'BoolModifier') !== undefined;
  const scalars = types.filter((type) => type === 'scalar').length;
  if (bool && !isComparison) fail('bool goes with comparisons only');
  if (isComparison && !bool && scalars === 2) fail('comparing two scalars takes the bool modifier');
  if (isSet && scalars > 0) fail(`${operator.text} joins vectors only`);
  checkMatching(only(part, 'MatchingModifierClause'), isSet, scalars, fail);
  return scalars === 2 ? 'scalar' : 'vector';
}

function checkMatching(
  clause: Part | undefined,
  isSet: boolean,
  scalars: number,
  fail: (message: string) => never,
): void {
  if (!clause) return;
  const groupings = clause.children.filter(({ name }) => name === 'GroupingLabels');
  const [labels = [], included = []] = groupings.map(checkGrouping);
  const groups = only(clause, 'GroupLeft') ?? only(clause, 'GroupRight');
  if (scalars > 0 && labels.length > 0) fail('matching on labels goes with two vectors only');
  if (groups && isSet) fail('set operators take no group_left or group_right');
  if (only(clause, 'On') && included.some((label) => labels.includes(label))) {
    fail('a label is named in on and in the group at once');
  }
}
