import { checkBinary } from './binary';
import {
  AGGREGATION_PARAMETER,
  FUNCTIONS,
  NAMES,
  type Signature,
  type ValueType,
} from './functions';
import { checkGrouping } from './grouping';
import { matchersOf, textOf } from './selector';
import { numberOf } from './text';
import { only, type Part, PromqlError } from './tree';

/**
 * The type of an expression. Throws a PromqlError for what the grammar takes and Prometheus
 * refuses: wrong types, wrong numbers of arguments, functions and syntax behind feature flags.
 *
 * Follows `checkAST` in Prometheus's promql/parser/parse.go.
 */
export function typeOf(part: Part): ValueType {
  switch (part.name) {
    case 'ParenExpr':
      return typeOf(operand(part));
    case 'NumberDurationLiteral':
      number(part);
      return 'scalar';
    case 'StringLiteral':
      textOf(part);
      return 'string';
    case 'VectorSelector':
      matchersOf(part);
      return 'vector';
    case 'MatrixSelector':
      return matrix(part);
    case 'SubqueryExpr':
      return subquery(part);
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return modified(part);
    case 'UnaryExpr':
      return unary(part);
    case 'BinaryExpr':
      return checkBinary(part, typeOf);
    case 'AggregateExpr':
      return aggregation(part);
    case 'FunctionCall':
      return call(part);
    default:
      throw new PromqlError(`${part.name} needs a feature flag`, part.node.from);
  }
}

const EXPRESSION = /(Expr|Selector|Literal|Call)$/;

/** The expression within another one. */
function operand(part: Part): Part {
  const inner = part.children.find(
    ({ name }) => EXPRESSION.test(name) && !/Duration(Expr)$/.test(name),
  );
  if (!inner) throw new PromqlError('it ends too early', part.node.to);
  return inner;
}

function number(literal: Part): number {
  const value = numberOf(literal.text);
  if (value === undefined)
    throw new PromqlError(`${literal.text.slice(0, 20)} is out of range`, literal.node.from);
  return value;
}

/** A plain number or duration; arithmetic on durations needs a feature flag. */
function duration(part: Part | undefined, positive: boolean): void {
  const signed = part?.children[0]?.name === 'UnaryOp';
  const inner = part?.children[signed ? 1 : 0];
  const literal = inner?.name === 'OffsetDurationExpr' ? inner.children[0] : inner;
  const plain = literal?.name === 'NumberDurationLiteralInDurationContext';
  if (
    !part ||
    !literal ||
    !plain ||
    part.children.length > (signed ? 2 : 1) ||
    (signed && positive)
  ) {
    throw new PromqlError('expected a duration such as 5m', part?.node.from ?? 0);
  }
  const value = number(literal);
  if (!(value <= 9_000_000_000) || (positive && value < 0.001)) {
    throw new PromqlError(`${literal.text} is not a duration longer than zero`, part.node.from);
  }
}

function matrix(part: Part): ValueType {
  const inner = operand(part);
  if (inner.name !== 'VectorSelector') {
    throw new PromqlError('a range goes directly behind a vector selector', inner.node.from);
  }
  duration(only(part, 'DurationExpr'), true);
  expect(inner, 'vector', 'a range');
  return 'matrix';
}

function subquery(part: Part): ValueType {
  for (const range of part.children.filter(({ name }) => name === 'DurationExpr'))
    duration(range, true);
  expect(operand(part), 'vector', 'a subquery');
  return 'matrix';
}

/** `offset` and `@` go behind selectors and subqueries, each once. */
function modified(part: Part): ValueType {
  let inner = operand(part);
  const seen = new Set([part.name]);
  while (inner.name === 'OffsetExpr' || inner.name === 'StepInvariantExpr') {
    if (seen.has(inner.name)) throw new PromqlError('a modifier is given twice', part.node.from);
    seen.add(inner.name);
    inner = operand(inner);
  }
  if (!/^(VectorSelector|MatrixSelector|SubqueryExpr)$/.test(inner.name)) {
    throw new PromqlError('offset and @ go directly behind a selector', part.node.from);
  }
  if (part.name === 'OffsetExpr') {
    duration(only(part, 'OffsetDurationExpr'), false);
  } else {
    const time = part.children.find(({ name }) => name === 'NumberDurationLiteral');
    if (time && !(Math.abs(number(time)) < 9_000_000_000_000)) {
      throw new PromqlError('the time is out of range', time.node.from);
    }
  }
  return typeOf(operand(part));
}

function unary(part: Part): ValueType {
  const inner = operand(part);
  const type = typeOf(inner);
  if (type === 'scalar' || type === 'vector') return type;
  throw new PromqlError(`a sign does not go before ${NAMES[type]}`, part.node.from);
}

function aggregation(part: Part): ValueType {
  const name = only(part, 'AggregateOp')?.text.toLowerCase() ?? '';
  if (name.startsWith('limit'))
    throw new PromqlError(`${name} needs a feature flag`, part.node.from);
  checkGrouping(only(part, 'AggregateModifier'));
  const parameter = AGGREGATION_PARAMETER.get(name);
  const args = parameter ? [parameter, 'vector' as const] : (['vector'] as const);
  checkArguments(part, name, { args, returns: 'vector', least: args.length, most: args.length });
  return 'vector';
}

function call(part: Part): ValueType {
  const name = only(part, 'FunctionIdentifier')?.text ?? '';
  const signature = FUNCTIONS.get(name);
  if (!signature)
    throw new PromqlError(`${name} is unknown or needs a feature flag`, part.node.from);
  checkArguments(part, name, signature);
  return signature.returns;
}

function checkArguments(part: Part, name: string, { args, least, most }: Signature): void {
  const given = (only(part, 'FunctionCallBody')?.children ?? []).filter(({ name }) =>
    EXPRESSION.test(name),
  );
  if (given.length < least || given.length > most) {
    const wanted =
      least === most
        ? least
        : most === Number.POSITIVE_INFINITY
          ? `at least ${least}`
          : `${least} to ${most}`;
    throw new PromqlError(
      `${name} takes ${wanted} arguments, found ${given.length}`,
      part.node.from,
    );
  }
  for (const [index, argument] of given.entries()) {
    expect(argument, args[Math.min(index, args.length - 1)] ?? 'vector', name);
  }
}

function expect(part: Part, wanted: ValueType, whose: string): void {
  const type = typeOf(part);
  if (type !== wanted)
    throw new PromqlError(`${whose} takes ${NAMES[wanted]}, found ${NAMES[type]}`, part.node.from);
}
