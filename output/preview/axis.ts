import type { Unit } from '../../dashboards/types';
import { prefixOf } from './units';

/** Where an axis begins and ends, and the distance of its lines. */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
}

const LINES = 4;

/** Round distances, times a power of ten. */
const ROUND = [1, 2, 2.5, 5, 10];

/** Round distances of more than half a minute: minutes, hours and days. */
const ROUND_SECONDS = [
  60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000,
];

/** Round distances of bytes, in the prefix of the largest. */
const ROUND_BYTES = [
  0.125, 0.25, 0.5, 1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 50, 64, 100, 128, 200, 256,
];

/**
 * An axis with round values of its unit, on which zero stands.
 *
 * @param atLeast - its end where values would end it sooner
 */
export function axisOf(values: readonly number[], unit: Unit, atLeast = 0): Axis {
  const finite = values.filter(Number.isFinite);
  const highest = finite.reduce((one, other) => Math.max(one, other), atLeast);
  const lowest = finite.reduce((one, other) => Math.min(one, other), 0);
  const counted = unit === 'number' && finite.every(Number.isInteger);
  const rough = roundUp((highest - lowest || 1) / LINES, unit, highest);
  const interval = counted ? wholeFrom(rough) : rough;
  const lines = (value: number) => Math.ceil(Number((value / interval).toFixed(6)));
  const max = lines(highest) * interval;
  const min = -lines(-lowest) * interval;
  return { min: min === 0 ? 0 : min, max: max === min ? min + interval : max, interval };
}

function roundUp(value: number, unit: Unit, highest: number): number {
  const factor = prefixOf(unit);
  if (factor === 1024 && highest > 0) {
    const prefix = factor ** Math.max(0, Math.floor(Math.log(highest) / Math.log(factor)));
    const round = ROUND_BYTES.find((each) => each * prefix >= value * 0.9999) ?? factor / 2;
    return round * prefix;
  }
  if (unit === 'seconds' && value > 30) {
    return (
      ROUND_SECONDS.find((each) => each >= value * 0.9999) ?? 86_400 * Math.ceil(value / 86_400)
    );
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return (ROUND.find((each) => each * power >= value * 0.9999) ?? 10) * power;
}

/** Between counts there is nothing. */
const wholeFrom = (interval: number) => (interval === 2.5 ? 5 : Math.max(1, Math.ceil(interval)));
