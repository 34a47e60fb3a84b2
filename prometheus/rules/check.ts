import { type Code, type Diagnostic, error, type Path } from '../../diagnostics';
import { selectorsIn } from '../../language/promql';
import { acceptor } from '../../language/vector-selector';
import type { Fleet, RuleGroups } from '../../model/types';
import { MEMBER_GROUPS } from './member';

/** What a rule of the user's records. */
interface Recorded {
  readonly record: string;
  /** The series: its name with the labels that the rule sets. */
  readonly series: string;
  /** Below `rules`. */
  readonly at: Path;
  readonly expr: string;
}

/** What is wrong with a rule, and where it stands below `rules`. */
interface Complaint {
  readonly code: Code;
  readonly at: Path;
  readonly message: string;
}

/** Series that the rules of members record, which set no labels. */
const OURS: ReadonlySet<string> = new Set(
  MEMBER_GROUPS.flatMap(({ records = [] }) => records.map(({ record }) => series(record, {}))),
);

/** Series that two rules record, each of which spoils the other's, and recordings that go round. */
export function checkRecordings({ hub, members }: Fleet): Diagnostic[] {
  // Members that are set up alike have the same rules.
  const known = new Map<RuleGroups, Complaint[]>();
  const ofMember = (rules: RuleGroups) => {
    const found = known.get(rules) ?? complaints(rules, OURS);
    known.set(rules, found);
    return found;
  };
  return [
    ...complaints(hub.rules, new Set()).map(({ code, at, message }) =>
      error(code, hub.place('rules', ...at), message),
    ),
    ...members.flatMap(({ monitor, place }) =>
      ofMember(monitor?.rules ?? []).map(({ code, at, message }) =>
        error(code, place('monitor', 'rules', ...at), message),
      ),
    ),
  ];
}

function complaints(groups: RuleGroups, taken: ReadonlySet<string>): Complaint[] {
  if (groups.length === 0) return [];
  const recorded = groups.flatMap(({ rules, labels }, group) =>
    rules.flatMap(({ record, expr, labels: own }, index): Recorded[] =>
      record === undefined
        ? []
        : [
            {
              record,
              series: series(record, { ...labels, ...own }),
              at: [group, 'rules', index],
              expr,
            },
          ],
    ),
  );
  return [...duplicates(recorded, taken), ...loops(recorded)];
}

function series(record: string, labels: Readonly<Record<string, string>>): string {
  return JSON.stringify([record, Object.entries(labels).sort()]);
}

function duplicates(recorded: readonly Recorded[], taken: ReadonlySet<string>): Complaint[] {
  const first = new Map<string, Recorded>();
  return recorded.flatMap((rule) => {
    const { record, at } = rule;
    const earlier = first.get(rule.series);
    first.set(rule.series, earlier ?? rule);
    const owner = earlier
      ? `rule ${earlier.at[2]} of group ${earlier.at[0]} records it`
      : taken.has(rule.series) && `promfleet records it`;
    if (!owner) return [];
    const message = `two rules record one series, found "${record}", ${owner} already, use another name`;
    return [{ code: 'duplicate-name', at: [...at, 'record'], message }];
  });
}

/** A rule that reads what it records itself counts on: it may. */
function loops(recorded: readonly Recorded[]): Complaint[] {
  const named = new Map<string, Recorded[]>();
  for (const rule of recorded) {
    const others = named.get(rule.record);
    if (others) others.push(rule);
    else named.set(rule.record, [rule]);
  }
  const reads = new Map(recorded.map((rule) => [rule, readBy(rule, recorded, named)]));
  const seen = new Set<Recorded>();
  return recorded.flatMap((rule) => {
    if (seen.has(rule)) return [];
    const round = path(rule, rule, reads, new Set());
    if (!round) return [];
    for (const one of round) seen.add(one);
    const names = [rule, ...round].map(({ record }) => record).join(' from ');
    const message = `recordings go round in circles, found ${names}, record one of them from something else`;
    return [{ code: 'recording-loop', at: [...rule.at, 'expr'], message }];
  });
}

/** A selector that names a metric is looked up; only those of an expression are held against each. */
function readBy(
  rule: Recorded,
  recorded: readonly Recorded[],
  named: ReadonlyMap<string, readonly Recorded[]>,
): Recorded[] {
  const read = selectorsIn(rule.expr).flatMap((matchers) => {
    const names = matchers.filter(({ name }) => name === '__name__');
    if (names.length === 0) return [];
    const exact = names.find(({ op }) => op === '=');
    const accepted = names.map(acceptor);
    return (exact ? (named.get(exact.value) ?? []) : recorded).filter(({ record }) =>
      accepted.every((accepts) => accepts(record)),
    );
  });
  return [...new Set(read)].filter(({ record }) => record !== rule.record);
}

/** The rules on the way from one to another, which ends it. */
function path(
  from: Recorded,
  to: Recorded,
  reads: ReadonlyMap<Recorded, readonly Recorded[]>,
  visited: Set<Recorded>,
): Recorded[] | undefined {
  for (const next of reads.get(from) ?? []) {
    if (next === to) return [to];
    if (visited.has(next)) continue;
    visited.add(next);
    const rest = path(next, to, reads, visited);
    if (rest) return [next, ...rest];
  }
  return undefined;
}
