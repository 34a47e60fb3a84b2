import { selectorMatchers } from '../../../language/vector-selector';
import type { Fleet, Member } from '../../../model/types';
import { FEDERATE, FEDERATED_LABEL } from '../../relabel/federated-rules';
import { detailRecord } from '../../rules/member/detail';
import type { Asked, Asker } from '../asked';
import { mayBring } from '../check-asked';
import type { Compiler } from '../compile';
import type { Matched, Metric, Reason } from '../matched';
import { type Need, needsOf } from '../need';
import { type Estimate, estimateOf } from './estimate';
import type { Shape } from './shape';

/** What is fetched of members whose lists are the same, and for whom. */
export interface Explained {
  /** Their names. */
  readonly members: readonly string[];
  readonly selectors: readonly ExplainedSelector[];
  /** Series that are estimated; those that nothing is known of are not in it. */
  readonly series: number;
  /** Most that a request may bring. */
  readonly sampleLimit: number;
}

/** A selector of a `match[]`. */
export interface ExplainedSelector {
  readonly selector: string;
  readonly because: Reason;
  /**
   * What is known of what it brings. Of `raw` and `written` that is what is read of it, and it brings
   * all else, too; of `alerts` it is what the user's rules record, and detail, beside the alerts that fire.
   */
  readonly metrics: readonly ExplainedMetric[];
}

export interface ExplainedMetric {
  readonly name: string;
  /** Empty: nobody reads it. */
  readonly askers: readonly Asker[];
  /** Absent: nothing says how many there are. */
  readonly series?: number;
}

/**
 * Explains what is fetched of members; those of which the same is fetched stand together.
 *
 * @param asked - all that is asked at the hub
 * @param shape - of each of the clusters
 */
export function explain(
  fleet: Fleet,
  members: readonly Member[],
  match: Compiler,
  asked: readonly Asked[],
  shape: Shape,
): Explained[] {
  const needs = needsOf(asked, fleet);
  const alike = new Map<string, Explained & { members: string[] }>();
  for (const member of members) {
    const estimate = estimateOf(member, shape);
    const selectors = match(member).map((one) => selectorOf(one, member, needs, estimate));
    const { sampleLimit } = member.job;
    const key = JSON.stringify([sampleLimit, selectors]);
    const known = alike.get(key);
    if (known) known.members.push(member.name);
    else {
      const series = total(selectors);
      alike.set(key, { members: [member.name], selectors, series, sampleLimit });
    }
  }
  return [...alike.values()];
}

/** What several selectors bring comes once. */
function total(selectors: readonly ExplainedSelector[]): number {
  const metrics = new Map(selectors.flatMap((one) => one.metrics.map((of) => [of.name, of])));
  return [...metrics.values()].reduce((sum, { series = 0 }) => sum + series, 0);
}

function selectorOf(
  { selector, because, metrics }: Matched,
  member: Member,
  needs: readonly Need[],
  estimate: Estimate,
): ExplainedSelector {
  return {
    selector,
    because,
    metrics: known(selector, because, metrics, member, needs).map(({ name, askers }) => {
      const series = estimate(name);
      return { name, askers, ...(series === undefined ? {} : { series }) };
    }),
  };
}

/** Of selectors that are not compiled, what the expressions at the hub read of them. */
function known(
  selector: string,
  because: Reason,
  metrics: readonly Metric[],
  member: Member,
  needs: readonly Need[],
): readonly Metric[] {
  switch (because) {
    case 'raw':
    case 'written':
      return readOf(selector, needs);
    case 'alerts':
      return sentRecords(member, needs);
    default:
      return metrics;
  }
}

/** What rules of the user's and of detail record for the hub, whether it is read there or not. */
function sentRecords({ monitor, job }: Member, needs: readonly Need[]): Metric[] {
  const rules = (monitor?.rules ?? []).flatMap((group) => group.rules);
  const ofUser = rules.flatMap(({ record, labels }) =>
    record !== undefined && labels?.[FEDERATED_LABEL] === FEDERATE ? [record] : [],
  );
  const sent = [...ofUser, ...job.detail.map(detailRecord)];
  return [...new Set(sent)].map((name) => ({
    name,
    askers: needs.flatMap(({ metric, askers }) => (metric === name ? askers : [])),
  }));
}

/** What is read of all that a selector brings that nobody has compiled. */
function readOf(selector: string, needs: readonly Need[]): Metric[] {
  const matchers = selectorMatchers(selector);
  const metrics = new Map<string, Set<Asker>>();
  for (const need of needs) {
    if (need.metric === undefined || !mayBring(matchers, need)) continue;
    const all = metrics.get(need.metric) ?? new Set();
    for (const asker of need.askers) all.add(asker);
    metrics.set(need.metric, all);
  }
  return [...metrics].map(([name, askers]) => ({ name, askers: [...askers] }));
}
