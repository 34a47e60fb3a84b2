import { checkSelector, type Matcher } from './promql';
import { regexMatcher } from './regex';

export type { Matcher } from './promql';

/**
 * Says what is wrong with a vector selector as `match[]` takes it.
 *
 * https://prometheus.io/docs/prometheus/latest/federation/
 */
export function checkVectorSelector(value: string): string | undefined {
  const checked = checkSelector(value);
  if ('wrong' in checked) {
    return `not a vector selector, found ${JSON.stringify(value)}: ${checked.wrong}, write {job="kubernetes-nodes"}, say`;
  }
  const label = contradicted(checked.matchers);
  return label === undefined
    ? undefined
    : `can never match, found ${JSON.stringify(value)}: no value of ${label} meets all that is asked of it, write two selectors where either is meant`;
}

/** The first label of which one value alone is taken, and another matcher does not take that. */
const contradicted = (matchers: readonly Matcher[]) =>
  matchers.find(
    ({ name, op, value }) =>
      op === '=' && matchers.some((other) => other.name === name && !acceptor(other)(value)),
  )?.name;

/** The matchers of a selector that passed `checkVectorSelector`; the metric name is `__name__`. */
export function selectorMatchers(selector: string): readonly Matcher[] {
  const checked = checkSelector(selector);
  return 'matchers' in checked ? checked.matchers : [];
}

/** Tells whether a matcher takes a value. */
export function acceptor({ op, value: wanted }: Matcher): (value: string) => boolean {
  if (op === '=') return (value) => value === wanted;
  if (op === '!=') return (value) => value !== wanted;
  const matches = regexMatcher(wanted);
  return op === '=~' ? matches : (value) => !matches(value);
}
