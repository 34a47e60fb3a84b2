import test from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { collect } from './collect';
import { say } from './log';
import type { Stand } from './stand';

/**
 * Runs one step; resolves when it has passed, failed or been skipped.
 *
 * With a reason to skip it, it is not run.
 */
export type Step = (what: string, body: () => Promise<void>, skip?: string) => Promise<void>;

/** One of the suite's journeys. */
export interface Journey {
  readonly number: number;
  readonly title: string;
  /**
   * Whether it begins with the fleet of the suite installed.
   *
   * @default true
   */
  readonly needsFleet?: boolean;
  /**
   * A reason why it cannot run against these clusters.
   *
   * @default - it always can
   */
  readonly impossible?: (stand: Stand) => string | undefined;
  readonly run: (stand: Stand, step: Step) => Promise<void>;
}

let broken: string | undefined;

/**
 * Registers a journey as a test of which each step is a subtest.
 *
 * A step that fails ends its journey: the rest is skipped. The first journey lays the ground for
 * the others, so that its end is theirs.
 */
export function register(journey: Journey, stand: Stand): void {
  const { number, title, impossible, run } = journey;
  test(`${number}. ${title}`, { concurrency: true }, async (context) => {
    let reason = broken ?? impossible?.(stand);
    const step: Step = async (what, body, skip = reason) => {
      if (skip !== undefined) {
        await context.test(what, { skip }, () => undefined);
        return;
      }
      await context.test(what, async () => {
        say(`${number}: ${what} …`);
        await body().catch(async (error: Error) => {
          reason = 'a step before it failed';
          if (number <= 1) broken = 'the fleet could not be installed';
          const folder = await collect(stand, `journey-${number}`);
          say(`${number}: failed; what the clusters said is in ${folder}`);
          throw error;
        });
      });
      // The reporter writes when nothing else happens: its line belongs before the next step's.
      await setTimeout(10);
    };
    await run(stand, step);
  });
}
