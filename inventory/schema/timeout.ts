import type { z } from 'zod';
import { durationMs } from '../../language/duration';

/**
 * Refuses a timeout longer than its interval where one entry gives both; what the defaults add is
 * for the model to check.
 */
export function timeoutWithin(
  interval: string | undefined,
  timeout: string | undefined,
  key: string,
  context: z.core.$RefinementCtx,
): void {
  if (interval === undefined || timeout === undefined) return;
  if (durationMs(timeout) <= durationMs(interval)) return;
  const message = `a timeout is longer than its interval, found ${timeout} and ${interval}, write at most ${interval}`;
  context.addIssue({
    code: 'custom',
    path: [key],
    message,
    params: { code: 'timeout-exceeds-interval' },
  });
}
