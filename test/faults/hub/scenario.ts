import { setTimeout as sleep } from 'node:timers/promises';
import type { Member } from './member';

/** One fault, against a real Prometheus of its own. */
export interface Scenario {
  /** What is to be true, as a sentence. */
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Waits until a condition holds, and fails with what was found last. */
export async function eventually<T>(
  what: string,
  find: () => Promise<T>,
  holds: (found: T) => boolean,
): Promise<void> {
  let found: T | undefined;
  for (let tries = 0; tries < 50; tries++) {
    found = await find();
    if (holds(found)) return;
    await sleep(500);
  }
  throw new Error(`${what}: after 25 s it is ${JSON.stringify(found)}`);
}

/** Gives members to a function and stops them afterwards. */
export async function withMembers(
  starting: readonly Promise<Member>[],
  run: (members: readonly Member[]) => Promise<void>,
): Promise<void> {
  const members = await Promise.all(starting);
  try {
    await run(members);
  } finally {
    for (const { stop } of members) stop();
  }
}
