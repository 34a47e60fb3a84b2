import { regexFault, regexMatcher } from '../regex';
import { unquote } from './text';
import { only, type Part, PromqlError } from './tree';

/** One condition of a vector selector; the metric name is a matcher on `__name__`. */
export interface Matcher {
  readonly name: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** The matchers of a VectorSelector. Throws a PromqlError when it selects nothing or everything. */
export function matchersOf(selector: Part): Matcher[] {
  const metric = only(selector, 'Identifier')?.text;
  // The grammar takes the operator for a name, Prometheus does not.
  if (metric?.toLowerCase() === 'atan2') {
    throw new PromqlError('atan2 is an operator', selector.node.from);
  }
  const matchers = matchersIn(selector, (condition, { name, op, value }, before) => {
    if (name === '__name__' && before.some(isExactName)) {
      throw new PromqlError('the metric name is given twice', condition.node.from);
    }
    const wrong = op === '=~' || op === '!~' ? regexFault(value) : undefined;
    if (wrong) throw new PromqlError(wrong, condition.children[2]?.node.from ?? 0);
  });
  if (matchers.every(acceptsEmpty)) {
    throw new PromqlError(
      'it would select every series, because all matchers match an empty value',
      selector.node.from,
    );
  }
  return matchers;
}

/**
 * The matchers of a VectorSelector, whatever they match.
 *
 * @param check - is given each condition, its matcher and those before
 */
export function matchersIn(
  selector: Part,
  check?: (condition: Part, matcher: Matcher, before: readonly Matcher[]) => void,
): Matcher[] {
  const metric = only(selector, 'Identifier')?.text;
  const matchers: Matcher[] = metric ? [{ name: '__name__', op: '=', value: metric }] : [];
  for (const condition of only(selector, 'LabelMatchers')?.children ?? []) {
    const matcher = matcherOf(condition);
    if (!matcher) continue;
    check?.(condition, matcher, matchers);
    matchers.push(matcher);
  }
  return matchers;
}

const isExactName = ({ name, op }: Matcher) => name === '__name__' && op === '=';

function matcherOf(condition: Part): Matcher | undefined {
  const [label, operator, literal] = condition.children;
  if (!label || !/Matcher$|^QuotedLabelName$/.test(condition.name)) return undefined;
  if (condition.name === 'QuotedLabelName') {
    return { name: '__name__', op: '=', value: textOf(label) };
  }
  if (!operator || !literal) return undefined;
  const name = label.name === 'QuotedLabelName' ? quotedName(label) : label.text;
  return { name, op: operator.text as Matcher['op'], value: textOf(literal) };
}

/** A label name written as a string. */
export function quotedName(label: Part): string {
  const name = textOf(label.children[0] ?? label);
  if (name === '') throw new PromqlError('a label name is empty', label.node.from);
  return name;
}

/** The text of a string literal. */
export function textOf(literal: Part): string {
  const text = unquote(literal.text);
  if (text === undefined)
    throw new PromqlError(`${literal.text.slice(0, 20)} is not a right string`, literal.node.from);
  return text;
}

function acceptsEmpty({ op, value }: Matcher): boolean {
  if (op === '=') return value === '';
  if (op === '!=') return value !== '';
  return regexMatcher(value)('') === (op === '=~');
}
