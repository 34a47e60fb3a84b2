import { checkSelector, type Matcher } from './promql';
import { matchesText } from './regex';

export type { Matcher } from './promql';

/**
 * Says what is wrong with a vector selector as `match[]` takes it.
 *
 * https://prometheus.io/docs/prometheus/latest/federation/
 */
export function checkVectorSelector(value: string): string | undefined {
  const checked = check(value);
  return 'wrong' in checked
    ? `not a vector selector, found ${JSON.stringify(value)}: ${checked.wrong}, write {job="kubernetes-nodes"}, say`
    : undefined;
}

/** The matchers of a selector that passed `checkVectorSelector`; the metric name is `__name__`. */
export function selectorMatchers(selector: string): readonly Matcher[] {
  const checked = check(selector);
  return 'matchers' in checked ? checked.matchers : [];
}

/** Whether a matcher takes a value. */
export function accepts({ op, value: wanted }: Matcher, value: string): boolean {
  if (op === '=' || op === '!=') return (value === wanted) === (op === '=');
  return matchesText(wanted, value) === (op === '=~');
}

/** Thousands of clusters ask for the same few selectors. */
const known = new Map<string, ReturnType<typeof checkSelector>>();

function check(selector: string): ReturnType<typeof checkSelector> {
  let checked = known.get(selector);
  if (!checked) {
    checked = checkSelector(selector);
    if (known.size < 1000) known.set(selector, checked);
  }
  return checked;
}
