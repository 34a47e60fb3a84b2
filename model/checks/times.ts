import { durationMs } from '../../language/duration';
import type { FilePath, ModelProblem } from '../problem';

/** The times of an extra scrape config, as Prometheus spells them. */
interface ScrapeTimes {
  readonly scrape_timeout?: string | undefined;
  readonly scrape_interval?: string | undefined;
}

/** Whether a timeout, if any, is longer than its interval. */
export function exceeds(timeout: string | undefined, interval: string): timeout is string {
  return timeout !== undefined && durationMs(timeout) > durationMs(interval);
}

/** The message for a timeout that does not fit its interval. */
export function tooLong(timeout: string, interval: string): string {
  return `longer than the interval, found ${timeout} with an interval of ${interval}, write at most ${interval}`;
}

/** A timeout of an extra scrape config against the interval, its own or the `inherited` one. */
export function checkScrapeTimes(
  { scrape_timeout: timeout, scrape_interval: interval }: ScrapeTimes,
  inherited: string,
  path: FilePath,
): ModelProblem[] {
  const effective = interval ?? inherited;
  return exceeds(timeout, effective)
    ? [{ paths: [[...path, 'scrape_timeout']], message: tooLong(timeout, effective) }]
    : [];
}
