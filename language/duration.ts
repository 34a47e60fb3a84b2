import type { Check } from './check';

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/ (`<duration>`) */
export const DURATION =
  /^(?=.)(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$/;

const UNIT_MS: Readonly<Record<string, number>> = {
  y: 365 * 24 * 3600 * 1000,
  w: 7 * 24 * 3600 * 1000,
  d: 24 * 3600 * 1000,
  h: 3600 * 1000,
  m: 60 * 1000,
  s: 1000,
  ms: 1,
};

/** Milliseconds in a Prometheus duration such as `1h30m`. */
export function durationMs(duration: string): number {
  let total = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+)(ms|[ywdhms])/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return total;
}

/** The shorter of two durations. */
export function shorter(one: string, other: string): string {
  return durationMs(one) <= durationMs(other) ? one : other;
}

/** The longest of some durations. */
export function longest(durations: readonly [string, ...string[]]): string {
  return durations.reduce((one, other) => (shorter(one, other) === one ? other : one));
}

/** Says what is wrong with a duration, which may be zero. */
export const checkDuration: Check = (value) => {
  if (!DURATION.test(value)) {
    const meant = meantDuration(value) ?? 'a number with a unit, such as 15s or 1m30s';
    return `not a duration, found ${JSON.stringify(value)}, write ${meant}`;
  }
  return durationMs(value) <= LONGEST_MS
    ? undefined
    : `a duration is too long, found ${JSON.stringify(value)}, write at most 100y`;
};

/** Says what is wrong with a duration that has to be longer than zero. */
export const checkPositiveDuration: Check = (value) =>
  checkDuration(value) ??
  (durationMs(value) > 0
    ? undefined
    : `a duration has to be longer than zero, found ${JSON.stringify(value)}, write 15s, say`);

/** Says what is wrong with a duration of a flag: Alertmanager's know no years. */
export const checkGoDuration: Check = (value) =>
  checkPositiveDuration(value) ??
  (value.includes('y')
    ? `Alertmanager counts no years, found ${JSON.stringify(value)}, write ${Math.round(durationMs(value) / (UNIT_MS.d ?? 1))}d`
    : undefined);

/** Prometheus counts nanoseconds in 63 bits, which end after 292 years. */
const LONGEST_MS = 100 * 365 * 24 * 3600 * 1000;

/** What people write for Prometheus's units. */
const UNIT_WORDS =
  /^([0-9]+)\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?|w|weeks?|y|years?)?$/i;

/** `30s` for `30`, `5m` for `5 min`. */
function meantDuration(value: string): string | undefined {
  const [, amount, word = 's'] = UNIT_WORDS.exec(value.trim()) ?? [];
  if (amount === undefined) return undefined;
  const unit = /^(ms|milli)/i.test(word) ? 'ms' : word.charAt(0).toLowerCase();
  return `${amount}${unit}`;
}
