import { hangs, refuses, type StandIn, startAlertmanager, takes } from '../alertmanager';
import { startHonest } from '../member';
import { fires, HUB, resolves } from '../observe';
import type { HubProcess } from '../prometheus';
import { type Scenario, withHub } from '../scenario';

interface Trouble {
  readonly name: string;
  /** Alerts that fire, and whom each names. */
  readonly raises: Readonly<Record<string, string>>;
  readonly cause: (one: StandIn, other: StandIn) => void;
}

/** Cluster that all replicas of Alertmanager are of. */
const HERE = 'control-plane';
/** Of alerts on all of them. */
const ALL = '';

/** Two Alertmanagers that are well, then something that goes wrong, and they are well again. */
function trouble({ name, raises, cause }: Trouble): Scenario {
  return {
    name,
    alerts: Object.keys(raises),
    run: () =>
      withAlertmanagers(async (hub, one, other) => {
        cause(one, other);
        for (const [alert, subject] of Object.entries(raises)) await fires(hub, alert, subject);
        for (const each of [one, other]) well(each);
        for (const alert of Object.keys(raises)) await resolves(hub, alert);
      }),
  };
}

/** What both say as long as nothing is wrong. */
const WELL = {
  alertmanager_config_last_reload_successful: 1,
  alertmanager_config_hash: 7,
  alertmanager_cluster_members: 2,
  alertmanager_cluster_failed_peers: 0,
};

function well(standIn: StandIn): void {
  standIn.turn(takes);
  says(standIn, {});
}

function says(standIn: StandIn, wrong: Partial<typeof WELL>): void {
  standIn.say(...Object.entries({ ...WELL, ...wrong }).map((sample) => sample.join(' ')));
}

async function withAlertmanagers(
  use: (hub: HubProcess, one: StandIn, other: StandIn) => Promise<void>,
): Promise<void> {
  const one = await startAlertmanager();
  const other = await startAlertmanager();
  try {
    for (const each of [one, other]) well(each);
    const alertmanagers = [one.address, other.address];
    // Watchdog, sent every second, is all that one which hangs has to wait for.
    // Each time it is given up, nothing waits for up to a second.
    const waits = 'alerts: { HubNotificationQueueFull: { for: 3m } }';
    const hub = `storage: 1Gi, ${waits}`;
    const options = { members: [startHonest('right')], alertmanagers, alertsWaiting: 1, hub };
    await withHub(options, (running) => use(running, one, other));
  } finally {
    one.stop();
    other.stop();
  }
}

/** A counter that goes up by itself, from when it is asked for. */
function counting(standIn: StandIn, lines: (seconds: number) => readonly string[]): () => void {
  const began = Date.now();
  const timer = setInterval(
    () => standIn.say(...lines(Math.floor((Date.now() - began) / 1000))),
    200,
  );
  return () => clearInterval(timer);
}

/** Whether anyone is told. */
export const NOTIFICATIONS: readonly Scenario[] = [
  trouble({
    name: 'no Alertmanager takes alerts: the hub says so until one does',
    raises: { HubNotConnectedToAlertmanagers: HUB, HubErrorSendingAlerts: HUB },
    cause: (one, other) => {
      one.turn(refuses);
      other.turn(refuses);
    },
  }),
  trouble({
    name: 'an Alertmanager that never answers has alerts wait',
    raises: { HubNotificationQueueFull: HUB },
    cause: (one) => one.turn(hangs),
  }),
  trouble({
    name: 'a replica of Alertmanager that has another configuration, and has lost the other',
    raises: {
      AlertmanagerFailedReload: HERE,
      AlertmanagerClusterFailedPeers: HERE,
      AlertmanagerMembersInconsistent: HERE,
      AlertmanagerConfigInconsistent: ALL,
    },
    cause: (one) =>
      says(one, {
        alertmanager_config_last_reload_successful: 0,
        alertmanager_config_hash: 8,
        alertmanager_cluster_members: 1,
        alertmanager_cluster_failed_peers: 1,
      }),
  }),
  trouble({
    name: 'one of two replicas of Alertmanager is down',
    raises: { AlertmanagerClusterDown: ALL },
    cause: (one) => one.say(),
  }),
  {
    name: 'notifications fail, and Alertmanager starts over and over',
    alerts: [
      'AlertmanagerFailedToSendAlerts',
      'AlertmanagerClusterFailedToSendAlerts',
      'AlertmanagerClusterCrashlooping',
    ],
    run: () =>
      withAlertmanagers(async (hub, one) => {
        const end = counting(one, (seconds) => [
          `process_start_time_seconds ${seconds}`,
          `alertmanager_notifications_total{integration="slack"} ${seconds}`,
          `alertmanager_notifications_failed_total{integration="slack",reason="other"} ${seconds}`,
        ]);
        try {
          await fires(hub, 'AlertmanagerFailedToSendAlerts', ALL);
          await fires(hub, 'AlertmanagerClusterFailedToSendAlerts', ALL);
          await fires(hub, 'AlertmanagerClusterCrashlooping', ALL);
        } finally {
          end();
        }
        well(one);
        await resolves(hub, 'AlertmanagerFailedToSendAlerts');
        await resolves(hub, 'AlertmanagerClusterFailedToSendAlerts');
        await resolves(hub, 'AlertmanagerClusterCrashlooping');
      }),
  },
];
