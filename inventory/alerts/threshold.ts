/** What a threshold counts: a share between 0 and 1, seconds, or anything else. */
export type ThresholdUnit = 'ratio' | 'seconds' | 'number';

/**
 * Says what is wrong with a threshold: one that can never be met, or that always is.
 *
 * @param most - the largest that is ever seen; absent: there is no such bound
 */
export function checkThreshold(
  value: number,
  unit: ThresholdUnit | null,
  most = Number.POSITIVE_INFINITY,
): string | undefined {
  if (unit === null) return `this alert has no threshold, found ${value}, leave it out`;
  if (unit === 'ratio') {
    return value > 0 && value < 1
      ? undefined
      : `a share outside of 0 to 1 is never met, or always, found ${value}, write one between them, such as 0.9`;
  }
  if (value > most) {
    return `nothing above ${most} is ever seen, as the histogram ends there, found ${value}, write ${most} or less`;
  }
  const example = unit === 'seconds' ? 'seconds, such as 60' : 'a number, such as 10';
  return value > 0
    ? undefined
    : `a threshold of 0 or less is never met, or always, found ${value}, write ${example}`;
}
