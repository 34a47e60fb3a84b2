import type { Time } from './answers';

/** Lengths that steps have, in seconds. */
const STEPS = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/** A line has so many points at most: more would not be told apart in a picture. */
const MOST_POINTS = 100;

const LONGEST_STEP = 7 * 86_400;

/** A time with the shortest step that gives lines no more points than can be seen. */
export function timeUpTo(end: number, range: number): Time {
  const step = STEPS.find((each) => range / each <= MOST_POINTS) ?? LONGEST_STEP;
  return { end, range, step };
}

/** The moments of the steps, in seconds since 1970; the last is the end. */
export function momentsOf({ end, range, step }: Time): number[] {
  const count = Math.floor(range / step);
  return Array.from({ length: count + 1 }, (_, index) => end - (count - index) * step);
}

/** A moment as `2026-06-01 12:00 UTC`. */
export const dateText = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** A moment as it stands at an axis: the hour, or the day where several are shown. */
export function tickText(seconds: number, { range }: Time): string {
  const text = new Date(seconds * 1000).toISOString();
  return range > 2 * 86_400 ? text.slice(5, 10) : text.slice(11, 16);
}

/** Moments for an axis: round ones, some six of them. */
export function ticksOf({ end, range }: Time): number[] {
  const rough = range / 6;
  const step = [...STEPS, 2 * 86_400, LONGEST_STEP].find((each) => each >= rough) ?? rough;
  const first = Math.ceil((end - range) / step) * step;
  return Array.from(
    { length: Math.floor((end - first) / step) + 1 },
    (_, index) => first + index * step,
  );
}
