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
  return 'wrong' in checked
    ? `not a vector selector, found ${JSON.stringify(value)}: ${checked.wrong}, write {job="kubernetes-nodes"}, say`
    : undefined;
}

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
