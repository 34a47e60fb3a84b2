import assert from 'node:assert/strict';
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

/**
 * Asserts that a fault takes its member down with a telling error, and that the member recovers
 * when the cause is removed, while the hub's pods run on.
 */
export async function endure(stand: Stand, { member, error, cause, remove }: Fault): Promise<void> {
  const incarnation = await stand.hub.incarnation();
  await cause();
  const [target] = await stand.hub.memberDown(member, error);
  // What comes before is the request's long URL.
  say(`${member} is down: ${target?.lastError.replace(/^Get "[^"]+": /, '')}`);
  const up = `up{promfleet_job="federation", cluster="${member}"}`;
  await stand.hub.eventually(`${up} to be 0`, async (replica) => (await replica.value(up)) === 0);
  await remove();
  const started = Date.now();
  await stand.hub.memberUp(member);
  say(`${member} is up again after ${((Date.now() - started) / 1000).toFixed(0)} s`);
  assert.deepEqual(await stand.hub.incarnation(), incarnation);
}
