import { keptLabels } from '../../../language/promql';
import type { Member } from '../../../model/types';
import { memberRulesOf } from '../../rules/member/of-member';
import { type Shape, seriesBy } from './shape';

/** How many series a metric has; undefined where nothing says it. */
export type Estimate = (metric: string) => number | undefined;

/**
 * Estimates what the rules of a member record: their expressions say by which labels.
 *
 * @param shape - of the cluster
 */
export function estimateOf(member: Member, shape: Shape): Estimate {
  const expressions = new Map(recordsOf(member));
  const known = new Map<string, readonly string[] | undefined>();
  const labelsOf = (metric: string): readonly string[] | undefined => {
    if (known.has(metric)) return known.get(metric);
    // A rule that reads itself says nothing.
    known.set(metric, undefined);
    const expr = expressions.get(metric);
    const labels = expr === undefined ? undefined : keptLabels(expr, labelsOf);
    known.set(metric, labels);
    return labels;
  };
  return (metric) => {
    const labels = labelsOf(metric);
    return labels && seriesBy(labels, shape);
  };
}

function recordsOf(member: Member): [name: string, expr: string][] {
  const groups = [...(memberRulesOf(member)?.rules.groups ?? []), ...(member.monitor?.rules ?? [])];
  return groups.flatMap(({ rules }) =>
    rules.flatMap(({ record, expr }): [string, string][] =>
      record === undefined ? [] : [[record, expr]],
    ),
  );
}
