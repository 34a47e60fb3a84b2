import { nearest } from '../../language/nearest';
import type { Matcher } from '../../language/promql';
import { acceptor, selectorMatchers } from '../../language/vector-selector';
import type { Fleet, Member } from '../../model/types';
import type { Asked, Asker } from './asked';
import { type Need, needsOf } from './need';
import { RECORDED, records, usersRecords } from './recorded';

/** Something at the hub that stays empty without a word. */
export interface Unanswered {
  readonly by: Asker;
  /** What is wrong, what was found, what would be right. */
  readonly message: string;
}

/**
 * Expressions that ask for what no member has, or for what is fetched of no member.
 *
 * @param asked - expressions that passed `checkPromql`
 */
export function unanswered(asked: readonly Asked[], fleet: Fleet): Unanswered[] {
  if (asked.length === 0) return [];
  return needsOf(asked, fleet).flatMap((need) => {
    const message = missing(need, fleet) ?? notFetched(need, fleet);
    return message === undefined ? [] : need.askers.map((by) => ({ by, message }));
  });
}

/** What rules record has a colon in its name, by convention and by ours; a target's metric has none. */
function missing({ metric }: Need, { members }: Fleet): string | undefined {
  if (!metric?.includes(':') || members.some((member) => mayHave(member, metric))) return undefined;
  const needs = RECORDED.get(metric);
  if (needs) {
    return `no member has what this is recorded from, found "${metric}", switch on ${needs.join(' and ')} in one`;
  }
  const names = [...RECORDED.keys(), ...members.flatMap(usersRecords)];
  const meant = nearest(metric, names);
  const advice = meant ? `did you mean "${meant}"` : 'record it under monitor.rules';
  return `no rule of a member records this, found "${metric}", ${advice}`;
}

/** What a Prometheus that is there already records, or another that a monitor reads, is not known. */
function mayHave(member: Member, metric: string): boolean {
  const { monitor, existing } = member;
  return (
    existing !== undefined ||
    monitor === undefined ||
    monitor.federateFrom.length + monitor.scrapeConfigs.length > 0 ||
    records(member)(metric) ||
    usersRecords(member).includes(metric)
  );
}

/** Members with a mode are asked for it; those without only for what their lists say. */
function notFetched(need: Need, { members }: Fleet): string | undefined {
  const lists = members.map(({ job }) => (job.mode === undefined ? (job.match ?? []) : undefined));
  if (lists.some((list) => list === undefined)) return undefined;
  const known = new Set(lists.flatMap((list) => list ?? []));
  if ([...known].some((selector) => mayBring(selectorMatchers(selector), need))) return undefined;
  const what =
    need.metric ??
    need.matchers.map(({ name, op, value }) => `${name}${op}${JSON.stringify(value)}`).join(', ');
  return `federation.match of no member brings this, found ${JSON.stringify(what)}, add it there, or mode: compiled`;
}

/** Whether two conditions can be met by one series. */
export function mayBring(selector: readonly Matcher[], { metric = '', matchers }: Need): boolean {
  const exact = new Map(
    matchers.filter(({ op }) => op === '=').map(({ name, value }) => [name, value]),
  );
  if (metric !== '') exact.set('__name__', metric);
  // What rules of promfleet's record has no job, but for what it records by job.
  if (RECORDED.has(metric) && !metric.startsWith('job:')) exact.set('job', '');
  return selector.every((matcher) => {
    const value = exact.get(matcher.name);
    return value === undefined || acceptor(matcher)(value);
  });
}
