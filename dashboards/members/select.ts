import { CLUSTER, chosen } from '../promql';
import type { Context } from '../types';

/** The members that a dashboard is about. */
export interface Members {
  /** Label that tells them apart. */
  readonly label: string;
  /** Selects their series of a metric, with further matchers if given. */
  readonly of: (metric: string, ...matchers: readonly string[]) => string;
}

/** Those that the viewer chose: one, several or all. */
export const chosenMembers = (context: Context): Members => ({
  label: context.clusterLabel,
  of: (metric, ...matchers) => chosen(context, metric, ...matchers),
});

/** The one that the viewer chose, of a dashboard that is about one. */
export const oneMember = ({ clusterLabel }: Context): Members => ({
  label: clusterLabel,
  of: (metric, ...matchers) =>
    `${metric}{${[`${clusterLabel}="$${CLUSTER}"`, ...matchers].join(', ')}}`,
});

/**
 * One element for each member, with no label but the member's. A member may expose what its rules
 * record a second time: it must not spoil what is said of others.
 */
export const each = ({ label }: Members, vector: string) => `max by (${label}) (${vector})`;

/** As `each`, of a metric. */
export const eachOf = (members: Members, metric: string, ...matchers: readonly string[]) =>
  each(members, members.of(metric, ...matchers));

/** 1 for each member that a vector has anything of. */
export const whose = ({ label }: Members, vector: string) => `group by (${label}) (${vector})`;

/**
 * All elements of several vectors, for an aggregation. `or` alone takes those of the first only, as
 * they differ in nothing but their names.
 */
export const allOf = (vectors: readonly string[]) =>
  vectors
    .map((vector, index) => `label_replace(${vector}, "part", "${index}", "", "")`)
    .join(' or ');
