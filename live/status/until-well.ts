import { setTimeout } from 'node:timers/promises';
import type { HubAnswer } from './ask-hub';

export interface Waiting {
  /** Milliseconds for all of it; 0 asks once. */
  readonly waitMs: number;
  /**
   * Milliseconds between two questions.
   *
   * @default 2000
   */
  readonly everyMs?: number;
  /** Given each answer after which is waited. */
  readonly onWait: (answer: HubAnswer) => void;
}

/**
 * Asks again until nothing needs attention, or the time is up.
 *
 * @returns the last answer
 */
export async function untilWell(
  ask: () => Promise<HubAnswer>,
  { waitMs, everyMs = 2_000, onWait }: Waiting,
): Promise<HubAnswer> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const answer = await ask();
    if (('status' in answer && answer.status.ok) || Date.now() + everyMs > deadline) return answer;
    onWait(answer);
    await setTimeout(everyMs);
  }
}
