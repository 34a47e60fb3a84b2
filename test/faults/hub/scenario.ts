import { setTimeout as sleep } from 'node:timers/promises';
import { honest, type Member } from './member';
import { HubProcess, type Labels, type Options } from './prometheus';

/** One fault, against a real Prometheus of its own. */
export interface Scenario {
  /** What is to be true, as a sentence. */
  readonly name: string;
  /** Alerts that it sees fire and, the cause removed, resolve. */
  readonly alerts: readonly string[];
  readonly run: () => Promise<void>;
}

/** What an alert about the hub itself is about. */
export const HUB = 'hub';

/** Members and a hub, something that goes wrong, and what puts it right. */
export interface Fault extends Omit<Options, 'members'> {
  readonly name: string;
  /** Alerts that fire, and the member each names: it alone, or `HUB`. */
  readonly raises: Readonly<Record<string, string>>;
  /** One called `right` is honest, and no request to it fails. */
  readonly members: () => readonly Promise<Member>[];
  /** What goes wrong once the hub runs, if nothing is wrong from the start. */
  readonly cause?: (hub: HubProcess, members: readonly Member[]) => Promise<void> | void;
  /** What else is true while the alerts fire. */
  readonly meanwhile?: (hub: HubProcess, members: readonly Member[]) => Promise<void>;
  /** What puts it right, if it is not that all members are honest from now on. */
  readonly remedy?: (hub: HubProcess, members: readonly Member[]) => Promise<void> | void;
}

/** A scenario in which alerts fire, and resolve when their cause is gone. */
export function fault({ name, raises, members, cause, meanwhile, remedy, ...rest }: Fault) {
  return {
    name,
    alerts: Object.keys(raises),
    run: () =>
      withHub({ members: members(), ...rest }, async (hub, running) => {
        await cause?.(hub, running);
        for (const [alert, subject] of Object.entries(raises)) await fires(hub, alert, subject);
        await meanwhile?.(hub, running);
        await expectUnharmed(hub, running);
        if (remedy) await remedy(hub, running);
        else for (const member of running) member.turn(honest());
        for (const alert of Object.keys(raises)) await resolves(hub, alert);
      }),
  } satisfies Scenario;
}

/** Waits until a condition holds, and fails with what was found last. */
export async function eventually<T>(
  what: string,
  find: () => Promise<T>,
  holds: (found: T) => boolean,
): Promise<void> {
  let found: T | undefined;
  const end = Date.now() + 100_000;
  while (Date.now() < end) {
    found = await find();
    if (holds(found)) return;
    await sleep(250);
  }
  throw new Error(`${what}: after 100 s it is ${JSON.stringify(found)}`);
}

/** Runs a hub and its members for as long as a function takes. */
export async function withHub(
  { members, ...options }: Omit<Options, 'members'> & { members: readonly Promise<Member>[] },
  use: (hub: HubProcess, members: readonly Member[]) => Promise<void>,
): Promise<void> {
  const running = await Promise.all(members);
  try {
    await HubProcess.run({ ...options, members: running }, (hub) => use(hub, running));
  } finally {
    for (const { stop } of running) stop();
  }
}

/** Waits until an alert fires, for one alone. */
export function fires(hub: HubProcess, alert: string, subject: string): Promise<void> {
  return eventually(
    `${alert} fires for ${subject}`,
    () => subjects(hub, alert),
    (found) => found.join() === subject,
  );
}

/** Waits until an alert fires for nobody. */
export function resolves(hub: HubProcess, alert: string): Promise<void> {
  return eventually(
    `${alert} resolves`,
    () => subjects(hub, alert),
    (found) => found.length === 0,
  );
}

/** Waits until the requests to a member fail as they should: a busy machine has others fail, too. */
export function failsWith(hub: HubProcess, member: string, error: RegExp): Promise<void> {
  return eventually(
    `the last error of ${member}`,
    () => hub.lastError(member),
    (found) => error.test(found),
  );
}

/** Whom an alert fires for, each once. */
export async function subjects(hub: HubProcess, alert: string): Promise<string[]> {
  const firing = await hub.firing();
  return [...new Set(firing.filter(({ alertname }) => alertname === alert).map(subjectOf))].sort();
}

/** No request to the honest member fails, and no alert names it. */
async function expectUnharmed(hub: HubProcess, members: readonly Member[]): Promise<void> {
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
