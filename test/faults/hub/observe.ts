import { setTimeout as sleep } from 'node:timers/promises';
import type { Labels, PrometheusApi } from './api';
import type { Member } from './member';

/** What an alert about the hub itself is about. */
export const HUB = 'hub';

/** Waits until a condition holds, and fails with what was found last. */
export async function eventually<T>(
  what: string,
  find: () => Promise<T>,
  holds: (found: T) => boolean,
  seconds = 100,
): Promise<void> {
  let found: T | undefined;
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    found = await find();
    if (holds(found)) return;
    await sleep(250);
  }
  throw new Error(`${what}: after ${seconds} s it is ${JSON.stringify(found)}`);
}

/** Waits until an alert fires, for one alone. */
export function fires(hub: PrometheusApi, alert: string, subject: string): Promise<void> {
  return eventually(
    `${alert} fires for ${subject}`,
    () => subjects(hub, alert),
    (found) => found.join() === subject,
  );
}

/** Waits until an alert fires for nobody. */
export function resolves(hub: PrometheusApi, alert: string): Promise<void> {
  return eventually(
    `${alert} resolves`,
    () => subjects(hub, alert),
    (found) => found.length === 0,
  );
}

/** Waits until the requests to a member fail as they should: a busy machine has others fail, too. */
export function failsWith(hub: PrometheusApi, member: string, error: RegExp): Promise<void> {
  return eventually(
    `the last error of ${member}`,
    () => hub.lastError(member),
    (found) => error.test(found),
  );
}

/** Whom an alert fires for, each once. */
export async function subjects(hub: PrometheusApi, alert: string): Promise<string[]> {
  const firing = await hub.firing();
  return [...new Set(firing.filter(({ alertname }) => alertname === alert).map(subjectOf))].sort();
}

/** No request to the honest member fails, and no alert names it. */
export async function expectUnharmed(
  hub: PrometheusApi,
  members: readonly Member[],
): Promise<void> {
  if (!members.some(({ name }) => name === 'right')) return;
  await eventually(
    'requests to the neighbour',
    () => hub.query('min_over_time(up{promfleet_job="federation", cluster="right"}[5s])'),
    ([up]) => up?.value === '1',
  );
  await eventually(
    'alerts about the neighbour',
    async () => (await hub.firing()).filter((labels) => subjectOf(labels) === 'right'),
    (found) => found.length === 0,
  );
}

/** A job that was not started has only its name. */
function subjectOf({ alertname, config, cluster }: Labels): string {
  return alertname?.startsWith('Hub') ? HUB : (config ?? cluster ?? '');
}
