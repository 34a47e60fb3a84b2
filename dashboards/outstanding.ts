import { grouped, on } from './grouped';
import type { Context } from './types';

/** Lines that can be told apart. */
const LINES = 10;

/**
 * The series of a selector, by member and other labels, that were the largest over the whole time
 * that is shown: `topk` alone chooses anew at every moment, and draws far more lines than it names.
 */
export const largest = (context: Context, selector: string, ...labels: readonly string[]) =>
  outstanding(context, 'topk', 'max', selector, labels);

/** As `largest`, without those that were 0 all of the time. */
export const largestOfAny = (context: Context, selector: string, ...labels: readonly string[]) =>
  outstanding(context, 'topk', 'max', selector, labels, ' > 0');

/** As `largest`, those that were the smallest. */
export const smallest = (context: Context, selector: string, ...labels: readonly string[]) =>
  outstanding(context, 'bottomk', 'min', selector, labels);

function outstanding(
  context: Context,
  choose: 'topk' | 'bottomk',
  aggregation: 'max' | 'min',
  selector: string,
  labels: readonly string[],
  only = '',
): string {
  const put = (vector: string) => grouped(context, aggregation, vector, ...labels);
  const whole = put(`avg_over_time(${selector}[$__range] @ end())`);
  return `${put(selector)} and ${on(context, ...labels)} ${choose}(${LINES}, ${whole}${only})`;
}
