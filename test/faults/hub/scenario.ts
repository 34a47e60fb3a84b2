import type { Scenario as Runnable } from '../run';
import { honest, type Member } from './member';
import { expectUnharmed, fires, resolves } from './observe';
import { HubProcess, type Options } from './prometheus';

/** One fault, against a real Prometheus of its own. */
export interface Scenario extends Runnable {
  /** Alerts that it sees fire and, the cause removed, resolve. */
  readonly alerts: readonly string[];
}

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

/** Runs a hub and its members for as long as a function takes. */
export async function withHub(
  { members, ...options }: Omit<Options, 'members'> & { members: readonly Promise<Member>[] },
  use: (hub: HubProcess, members: readonly Member[]) => Promise<void>,
): Promise<void> {
  await withMembers(members, (running) =>
    HubProcess.run({ ...options, members: running }, (hub) => use(hub, running)),
  );
}

/** Gives members to a function and stops them afterwards. */
export async function withMembers(
  starting: readonly Promise<Member>[],
  run: (members: readonly Member[]) => Promise<void>,
): Promise<void> {
  const members = await Promise.all(starting);
  try {
    await run(members);
  } finally {
    for (const { stop } of members) stop();
  }
}
