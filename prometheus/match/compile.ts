import type { Fleet, Member } from '../../model/types';
import { FEDERATED_RULES } from '../relabel/federated-rules';
import type { Asked, Asker } from './asked';
import type { Matched, Metric } from './matched';
import { type Need, needsOf } from './need';
import { records } from './recorded';
import { ofRules, ofTargets, selected } from './select';
import { wholeJobs } from './whole-jobs';

/** The `match[]` as Prometheus takes it. */
export const selectors = (matched: readonly Matched[]): string[] =>
  matched.map(({ selector }) => selector);

/** Gives the `match[]` of members: what the fleet file says, and what is read at the hub. */
export type Compiler = (member: Member) => readonly Matched[];

/**
 * Compiles what is asked at the hub into the `match[]` of each member.
 *
 * Names of what promfleet's rules record are put together into one selector: many names in one cost a
 * member less than many selectors, each of which goes through its index. Other series are selected as
 * they are asked for.
 *
 * @param asked - expressions that passed `checkPromql`
 */
export function compiler(asked: readonly Asked[], fleet: Fleet): Compiler {
  let compiled: Needed | undefined;
  // Parsing is put off: where every member has a list of its own, nothing has to be known.
  const needed = () => {
    compiled ??= parted(needsOf(asked, fleet));
    return compiled;
  };
  const known = new Map<string, readonly Matched[]>();
  return (member) => {
    const { mode, match = [] } = member.job;
    // What distinguishes members here; thousands have it in common.
    const key = JSON.stringify([mode, match, member.existing?.jobs, deployed(member)]);
    const found = known.get(key) ?? once([...derived(member, needed), ...match.map(written)]);
    known.set(key, found);
    return found;
  };
}

/** What promfleet asks for, and what nobody but the user does: each has selectors of its own. */
interface Needed {
  readonly ours: Part;
  readonly theirs: Part;
}

interface Part {
  /** What rules of promfleet's record. */
  readonly recorded: readonly Metric[];
  /** Series of targets, and of rules of the user's. */
  readonly others: readonly Matched[];
}

function parted(needs: readonly Need[]): Needed {
  const recorded = ofRules(needs);
  const targets = needs.filter(({ askers }) => askers.some(isOurs));
  // What is asked for without any condition comes already.
  const whole = new Set(
    targets.flatMap(({ metric, matchers }) => (matchers.length > 0 ? [] : metric)),
  );
  const rest = needs.filter(
    (need) => !targets.includes(need) && (need.metric === undefined || !whole.has(need.metric)),
  );
  return {
    ours: {
      recorded: recorded.filter(({ askers }) => askers.some(isOurs)),
      others: ofTargets(targets, 'promfleet'),
    },
    theirs: {
      recorded: recorded.filter(({ askers }) => !askers.some(isOurs)),
      others: ofTargets(rest, 'user'),
    },
  };
}

const isOurs = ({ at, place }: Asker) => at === undefined && place === undefined;

function derived(member: Member, needed: () => Needed): Matched[] {
  const { mode } = member.job;
  if (mode === undefined) return [];
  const { ours, theirs } = needed();
  const here = records(member);
  const known = (metrics: readonly Metric[]) => metrics.filter(({ name }) => here(name));
  return [
    ...(mode === 'raw' ? wholeJobs(member) : []),
    ...selected(known(ours.recorded), 'promfleet'),
    ALERTS,
    ...ours.others,
    ...selected(known(theirs.recorded), 'user'),
    ...theirs.others,
  ];
}

const written = (selector: string): Matched => ({ selector, metrics: [], because: 'written' });

/** What members raise, and what users label. */
const ALERTS: Matched = { selector: FEDERATED_RULES, metrics: [], because: 'alerts' };

const deployed = ({ monitor }: Member) => monitor && Object.keys(monitor.exporters);

/** Each selector once: the first says why. */
const once = (all: readonly Matched[]): Matched[] =>
  [...new Map(all.toReversed().map((one) => [one.selector, one])).values()].toReversed();
