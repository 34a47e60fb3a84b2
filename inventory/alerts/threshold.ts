/** What a threshold counts: a share between 0 and 1, seconds, or anything else. */
export type ThresholdUnit = 'ratio' | 'seconds' | 'number';

/** Says what is wrong with a threshold: one that can never be met, or that always is. */
export function checkThreshold(value: number, unit: ThresholdUnit | null): string | undefined {
  if (unit === null) return `this alert has no threshold, found ${value}, leave it out`;
  if (unit === 'ratio') {
    return value > 0 && value < 1
      ? undefined
      : `a share that can be reached and missed, found ${value}, write a number between 0 and 1, such as 0.9`;
  }
  const example = unit === 'seconds' ? 'seconds, such as 60' : 'a number, such as 10';
  return value > 0
    ? undefined
    : `a threshold that can be reached and missed is above 0, found ${value}, write ${example}`;
}
