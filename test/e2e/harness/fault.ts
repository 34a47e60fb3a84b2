import assert from 'node:assert/strict';
import type { DiagnosisCode } from '../../../live/doctor/diagnoses';
import { alerted, alertsAbout } from './alerts';
import { diagnosed } from './doctor';
import { say } from './log';
import type { Stand } from './stand';

/** Something that goes wrong with one member, and how it is put right. */
export interface Fault {
  readonly member: string;
  /** What the hub has to say about it. */
  readonly error: RegExp;
  /** What `promfleet doctor` finds. */
  readonly diagnosis: DiagnosisCode;
  /**
   * What its whole words are kept as.
   *
   * @default - the diagnosis
   */
  readonly golden?: string;
  readonly cause: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const ALERT = 'FederationDown';
/** Of the last 15 minutes; below, the alert is about a member that fails again and again. */
const MOSTLY = 0.6;

/**
 * Asserts that a fault takes its member down with a telling error and an alert, that
 * `promfleet doctor` names it and nothing else, and that the member
 * recovers and the alert ends when the cause is removed, while the hub's pods run on.
 */
export async function endure(stand: Stand, fault: Fault): Promise<void> {
  const { member, error, cause, remove } = fault;
  const { hub } = stand;
  const incarnation = await hub.incarnation();
  await cause();
  const [target] = await hub.memberDown(member, error);
  // What comes before is the request's long URL.
  say(`${member} is down: ${target?.lastError.replace(/^Get "[^"]+": /, '')}`);
  const up = `up{promfleet_job="federation", cluster="${member}"}`;
  await hub.eventually(`${up} to be 0`, async (replica) => (await replica.value(up)) === 0);
  await alerted(hub, member, ALERT);
  await diagnosed(stand, fault);
  const alerts = await Promise.all(hub.replicas.map((replica) => alertsAbout(replica, member)));
  say(`alerts about ${member}: ${[...new Set(alerts.flat())].sort().join(', ')}`);
  await remove();
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(0);
  await hub.memberUp(member);
  say(`${member} is up again after ${seconds()} s`);
  await hub.eventually(`${ALERT} about ${member} to end`, async (replica) => {
    if (!(await alertsAbout(replica, member)).includes(ALERT)) return true;
    // With what this suite does to it, there may be reason to look at it for some minutes more.
    // A member whose server's name changed was two targets.
    return ((await replica.value(`min(avg_over_time(${up}[15m]))`)) ?? 1) < MOSTLY;
  });
  say(`${ALERT} about ${member} ended, or is about its past, after ${seconds()} s`);
  assert.deepEqual(await hub.incarnation(), incarnation);
}

/** Asserts that `promfleet doctor` names a fault while the hub cannot read its member. */
export async function name(stand: Stand, fault: Fault): Promise<void> {
  const { member, error, cause, remove } = fault;
  await cause();
  await stand.hub.memberDown(member, error);
  await diagnosed(stand, fault);
  await remove();
  await stand.hub.memberUp(member);
}
