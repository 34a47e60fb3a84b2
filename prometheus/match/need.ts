import { CHOSEN, withoutVariables } from '../../language/grafana-variables';
import { type Matcher, selectorsIn } from '../../language/promql';
import { acceptor } from '../../language/vector-selector';
import { RAW } from '../../model/components/drill-down';
import type { Fleet } from '../../model/types';
import { HUB_JOBS, jobNames } from '../jobs';
import { ALERTS_OF_MEMBERS } from '../relabel/federated-rules';
import { isHubsOwn, MARK } from '../relabel/federation-marker';
import { claimOf } from '../relabel/forced-label';
import { CREDENTIAL_RECORDS } from '../rules/credential-ends';
import { INVENTORY_RECORDS } from '../rules/inventory';
import { ROLLOUT } from '../rules/rollout';
import type { Asked, Asker } from './asked';
import { memberJobs } from './member-jobs';
import { RECORDED, recordsOf, usersRecords } from './recorded';

/** Series of members that something at the hub reads. */
export interface Need {
  /** Name of the metric, where the expression has one. */
  readonly metric?: string;
  /** What else the series have to meet, as far as a member can tell; in order of the labels. */
  readonly matchers: readonly Matcher[];
  /** Who reads them. */
  readonly askers: readonly Asker[];
}

/** Series that the hub alone has, whatever it records. */
const HUBS_OWN = ['ALERTS', 'ALERTS_FOR_STATE', ...INVENTORY_RECORDS, ...CREDENTIAL_RECORDS];

/**
 * What has to come from members for these expressions: neither what the hub says itself, nor the
 * alerts and digests that come without being asked for. Labels that a series gets on the way are unknown to its
 * member, and what a viewer chooses is not known before.
 */
export function needsOf(asked: readonly Asked[], fleet: Fleet): Need[] {
  const onTheWay = labelsOnTheWay(fleet);
  const isOwn = hubsOwn(fleet);
  const needs = new Map<string, Need & { askers: Asker[] }>();
  for (const { expr, by } of asked) {
    for (const selector of selectorsIn(withoutVariables(expr))) {
      if (isOwn(selector) || isReadFromMembers(selector)) continue;
      const { metric, matchers } = atHome(selector, onTheWay);
      if (metric === ALERTS_OF_MEMBERS || metric === ROLLOUT) continue;
      // Whatever there is: it counts or lists what comes for others.
      if (metric === undefined && matchers.every((one) => acceptor(one)(''))) continue;
      const key = JSON.stringify([metric, matchers]);
      const need = needs.get(key) ?? { metric, matchers, askers: [] };
      if (!need.askers.includes(by)) need.askers.push(by);
      needs.set(key, need);
    }
  }
  return [...needs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, need]) => need);
}

/** A selector of the hub's as its member understands it. */
function atHome(selector: readonly Matcher[], onTheWay: ReadonlySet<string>): Omit<Need, 'askers'> {
  const named = selector.find(({ name, op }) => name === '__name__' && op === '=')?.value;
  const metric = named?.includes(CHOSEN) ? undefined : named;
  const matchers = selector.filter(
    ({ name, op, value }) =>
      !onTheWay.has(name) && !(name === '__name__' && op === '=') && !value.includes(CHOSEN),
  );
  return { metric, matchers: matchers.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** Labels that the hub gives series, or takes for its own. */
function labelsOnTheWay({ hub, members }: Fleet): ReadonlySet<string> {
  const { clusterLabel } = hub;
  return new Set([
    MARK,
    clusterLabel,
    claimOf(clusterLabel),
    ...members.flatMap(({ job }) => Object.keys(job.labels)),
  ]);
}

/** Whether a selector is one of raw series, which are asked for as they are looked at. */
const isReadFromMembers = (selector: readonly Matcher[]) =>
  selector.some(({ name, op, value }) => name === RAW.label && op === '=' && value === RAW.value);

/** Whether a selector takes nothing that a member sends. */
function hubsOwn({ hub, members }: Fleet): (selector: readonly Matcher[]) => boolean {
  const ofMembers = new Set([...RECORDED.keys(), ...members.flatMap(usersRecords)]);
  const names = new Set([
    ...HUBS_OWN,
    ...recordsOf(hub.rules).filter((name) => !ofMembers.has(name)),
  ]);
  const theirs = new Set(members.flatMap(memberJobs));
  const ours = [
    ...jobNames(HUB_JOBS, hub),
    ...hub.federateFrom.map(({ name }) => name),
    ...hub.scrapeConfigs.map(({ job_name }) => job_name),
  ].filter((job) => !theirs.has(job));
  return (selector) =>
    isHubsOwn(selector) ||
    selector.some(
      (matcher) =>
        (matcher.name === '__name__' && matcher.op === '=' && names.has(matcher.value)) ||
        (matcher.name === 'job' && matcher.op === '=' && ours.includes(matcher.value)),
    );
}
