import { ALERTMANAGER } from '../../model/components/alertmanager';
import { alertmanagerSecretDir } from '../../prometheus/alertmanager/files';
import type { Member } from '../faults/hub/member';
import { eventually } from '../faults/hub/observe';
import { HubProcess } from '../faults/hub/prometheus';
import { withMembers } from '../faults/hub/scenario';
import { freePort } from '../tenants/servers';
import { AlertmanagerProcess } from './alertmanager';
import { toldPods } from './pod';
import { startWebhook, type Webhook } from './webhook';

/** A hub, its members, and who is told. */
export interface Stage {
  readonly hub: HubProcess;
  /** All replicas of the hub's Prometheus. */
  readonly hubs: readonly HubProcess[];
  readonly alertmanager: AlertmanagerProcess;
  readonly alertmanagers: readonly AlertmanagerProcess[];
  readonly members: readonly Member[];
  /** The receiver of a name. */
  readonly receiver: (name: string) => Webhook;
}

/** What differs between scenarios. */
export interface Setting {
  readonly members: () => readonly Promise<Member>[];
  /** Webhooks by the names of their Secrets, and how each answers. Absent: `ops`, which takes all. */
  readonly receivers?: Readonly<Record<string, Parameters<typeof startWebhook>[0]>>;
  /** Settings of the hub's alerts. Absent: none. */
  readonly alerts?: string;
  /** `route` of `alertmanager.config`. Absent: everything to `ops`. */
  readonly route?: string;
  /** Further keys of `alertmanager.config`. */
  readonly config?: string;
  /** Name of the webhook that the heartbeat calls, every two minutes: the others are receivers. */
  readonly heartbeat?: string;
  /** Replicas of Alertmanager. */
  readonly replicas?: number;
  /** Replicas of the hub's Prometheus. */
  readonly hubs?: number;
}

/** Runs everything for as long as a function takes, which begins when nothing is wrong. */
export async function onStage(
  setting: Setting,
  use: (stage: Stage) => Promise<void>,
): Promise<void> {
  const { receivers = { ops: undefined } } = setting;
  const starting = Object.entries(receivers).map(
    async ([name, answer]) => [name, await startWebhook(answer)] as const,
  );
  const webhooks = new Map(await Promise.all(starting));
  const receiver = (name: string) => {
    const found = webhooks.get(name);
    if (!found) throw new Error(`no receiver is called ${name}`);
    return found;
  };
  try {
    await withMembers(setting.members(), (members) =>
      withServers(setting, webhooks, members, async (hubs, alertmanagers) => {
        const [hub] = hubs;
        const [alertmanager] = alertmanagers;
        if (!hub || !alertmanager) throw new Error('nothing runs');
        await use({ hub, hubs, alertmanager, alertmanagers, members, receiver });
      }),
    );
  } finally {
    for (const { stop } of webhooks.values()) stop();
  }
}

async function withServers(
  setting: Setting,
  webhooks: ReadonlyMap<string, Webhook>,
  members: readonly Member[],
  use: (
    hubs: readonly HubProcess[],
    alertmanagers: readonly AlertmanagerProcess[],
  ) => Promise<void>,
): Promise<void> {
  const { replicas = 1, hubs = 1, alerts = '{}' } = setting;
  const alertmanager = keysOf(setting, [...webhooks.keys()]);
  const urls = Object.fromEntries([...webhooks].map(([name, { url }]) => [name, url]));
  const told = toldPods(`alertmanager: ${alertmanager}`);
  const gossip = await ports(replicas);
  const hubPorts = await ports(hubs);
  await nested(
    gossip.map(
      (_, ordinal) => (inner: Inner<AlertmanagerProcess>) =>
        AlertmanagerProcess.run({ told, urls, gossip, ordinal }, inner),
    ),
    (alertmanagers) =>
      nested(
        hubPorts.map((port) => (inner: Inner<HubProcess>) => {
          const others = hubPorts.filter((other) => other !== port);
          const hub = `storage: 1Gi, alerts: ${alerts}`;
          const options = { members, hub, alertmanager, port, others, missing: [INVENTORY] };
          return HubProcess.run(options, inner);
        }),
        async (running) => {
          await Promise.all(running.map((hub) => wellBefore(hub, members, alertmanagers)));
          await use(running, alertmanagers);
        },
      ),
  );
}

/**
 * Waits until a hub is well, and then tells it of its inventory and its Alertmanagers: targets are
 * known after five seconds, which are minutes here, so that everything would be missing at first.
 */
async function wellBefore(
  hub: HubProcess,
  members: readonly Member[],
  alertmanagers: readonly AlertmanagerProcess[],
): Promise<void> {
  await eventually(
    'members that are read',
    () => hub.query('up{promfleet_job="federation"} == 1'),
    (found) => found.length === members.length,
  );
  await eventually(
    'alerts about a hub that is well',
    () => hub.firing(),
    (found) => found.map(({ alertname }) => alertname).join() === 'Watchdog',
  );
  hub.rewrite({ alertmanagers: alertmanagers.map(({ address }) => address) });
  await eventually(
    'members of which there are series',
    () => hub.query('promfleet_cluster_series'),
    (found) => found.length === members.length,
  );
  for (const alertmanager of alertmanagers) {
    await eventually(
      'what arrives at Alertmanager',
      () => alertmanager.alerts('Watchdog'),
      (found) => found.length === 1,
    );
  }
}

/** The file that says which members there are. */
const INVENTORY = 'inventory/inventory.yml';

type Inner<T> = (one: T) => Promise<void>;

/** Runs one inside of the other, and a function inside of all. */
async function nested<T>(
  runs: readonly ((inner: Inner<T>) => Promise<void>)[],
  use: (all: readonly T[]) => Promise<void>,
  outer: readonly T[] = [],
): Promise<void> {
  const [run, ...rest] = runs;
  return run ? run((one) => nested(rest, use, [...outer, one])) : use(outer);
}

const ports = (count: number) => Promise.all(Array.from({ length: count }, freePort));

/** `hub.alertmanager`: receivers are webhooks, each with a Secret of its name. */
function keysOf(setting: Setting, names: readonly string[]): string {
  const { route = '{ receiver: ops }', config = '', heartbeat, replicas = 1 } = setting;
  const receivers = names
    .filter((name) => name !== heartbeat)
    .map((name) => {
      const file = `${alertmanagerSecretDir(name)}/${ALERTMANAGER.heartbeat.key}`;
      return `{ name: ${name}, webhook_configs: [{ url_file: ${file} }] }`;
    });
  const keys = [
    `replicas: ${replicas}`,
    `secrets: [${names.join()}]`,
    `config: { route: ${route}, receivers: [${receivers.join()}], ${config} }`,
    ...(heartbeat ? [`heartbeat: { secret: ${heartbeat}, interval: 2m }`] : []),
  ];
  return `{ ${keys.join()} }`;
}
