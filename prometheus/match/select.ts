import type { Matcher } from '../../language/promql';
import type { Asker } from './asked';
import type { Matched, Metric, Reason } from './matched';
import { oneOf } from './names';
import type { Need } from './need';
import { RECORDED } from './recorded';

/** What promfleet's rules record, whatever else the expressions ask of it. */
export function ofRules(needs: readonly Need[]): Metric[] {
  const metrics = new Map<string, Set<Asker>>();
  for (const { metric, askers } of needs) {
    if (metric === undefined || !RECORDED.has(metric)) continue;
    const all = metrics.get(metric) ?? new Set();
    for (const asker of askers) all.add(asker);
    metrics.set(metric, all);
  }
  return [...metrics]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, askers]) => ({ name, askers: [...askers] }));
}

/** No series of a target is without a job, and none of one that is recorded by job has an instance. */
export function selected(metrics: readonly Metric[], because: Reason): Matched[] {
  const byJob = metrics.filter(({ name }) => name.startsWith('job:'));
  const others = metrics.filter(({ name }) => !name.startsWith('job:'));
  return [...named(others, because, 'job=""'), ...named(byJob, because, 'instance=""')];
}

function named(
  metrics: readonly Metric[],
  because: Reason,
  ...matchers: readonly string[]
): Matched[] {
  const [first, ...more] = metrics;
  if (!first) return [];
  const selector =
    more.length === 0 && PLAIN_NAME.test(first.name)
      ? `${first.name}${matchers.length > 0 ? braced(matchers) : ''}`
      : braced([
          `__name__=~${JSON.stringify(oneOf(metrics.map(({ name }) => name)))}`,
          ...matchers,
        ]);
  return [{ selector, metrics, because }];
}

/** A name that may stand before the braces. */
const PLAIN_NAME = /^[a-zA-Z_:][\w:]*$/;

const braced = (matchers: readonly string[]) => `{${matchers.join(', ')}}`;

/** Series of targets and of users' rules: those that are asked for alike stand in one selector. */
export function ofTargets(needs: readonly Need[], because: Reason): Matched[] {
  const alike = new Map<string, Need[]>();
  for (const need of needs) {
    if (need.metric !== undefined && RECORDED.has(need.metric)) continue;
    const matchers = text(need.matchers);
    alike.set(matchers, [...(alike.get(matchers) ?? []), need]);
  }
  const everywhere = new Set((alike.get('') ?? []).map(({ metric }) => metric));
  return [...alike].flatMap(([matchers, group]) => {
    // What is asked for without any condition comes already.
    const left =
      matchers === ''
        ? group
        : group.filter(({ metric }) => metric === undefined || !everywhere.has(metric));
    const metrics = left.flatMap(({ metric, askers }) =>
      metric === undefined ? [] : [{ name: metric, askers }],
    );
    const nameless = left.filter(({ metric }) => metric === undefined);
    return [
      ...named(metrics, because, ...(matchers === '' ? [] : [matchers])),
      ...nameless.map(
        ({ askers }): Matched => ({
          selector: `{${matchers}}`,
          metrics: [{ name: matchers, askers }],
          because,
        }),
      ),
    ];
  });
}

/** PromQL reads a quoted string as Go does, and Go reads every escape that JSON writes here. */
const text = (matchers: readonly Matcher[]) =>
  matchers.map(({ name, op, value }) => `${name}${op}${JSON.stringify(value)}`).join(', ');
