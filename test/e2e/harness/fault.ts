import assert from 'node:assert/strict';
import { alerted, alertsAbout, notAlerted } from './alerts';
import { say } from './log';
import type { Stand } from './stand';

/** Something that goes wrong with one member, and how it is put right. */
export interface Fault {
  readonly member: string;
  /** What the hub has to say about it. */
  readonly error: RegExp;
  readonly cause: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const ALERT = 'FederationDown';
/**
 * How long the alert may outlast its cause: one that also looks back at the last five minutes, for
 * members that fail again and again, has reason to with what this suite does to them.
 */
const ALERT_OUTLASTS_MS = 330_000;

/**
 * Asserts that a fault takes its member down with a telling error and an alert, and that the member
 * recovers and the alert ends when the cause is removed, while the hub's pods run on.
 */
export async function endure(stand: Stand, { member, error, cause, remove }: Fault): Promise<void> {
  const { hub } = stand;
  const incarnation = await hub.incarnation();
  await cause();
  const [target] = await hub.memberDown(member, error);
  // What comes before is the request's long URL.
  say(`${member} is down: ${target?.lastError.replace(/^Get "[^"]+": /, '')}`);
  const up = `up{promfleet_job="federation", cluster="${member}"}`;
  await hub.eventually(`${up} to be 0`, async (replica) => (await replica.value(up)) === 0);
  await alerted(hub, member, ALERT);
  const alerts = await Promise.all(hub.replicas.map((replica) => alertsAbout(replica, member)));
  say(`alerts about ${member}: ${[...new Set(alerts.flat())].sort().join(', ')}`);
  await remove();
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(0);
  await hub.memberUp(member);
  say(`${member} is up again after ${seconds()} s`);
  await notAlerted(hub, member, ALERT, ALERT_OUTLASTS_MS);
  say(`${ALERT} about ${member} ended after ${seconds()} s`);
  assert.deepEqual(await hub.incarnation(), incarnation);
}
