import type { AlertmanagerEntry, FleetFile } from '../inventory/schema/fleet';
import { durationMs } from '../language/duration';
import type {
  Alertmanager,
  AlertmanagerClient,
  AlertmanagerConfig,
  AlertmanagerReplica,
  Heartbeat,
} from './alertmanager-types';
import { ALERTMANAGER } from './components/alertmanager';
import { HEARTBEAT_DEFAULTS } from './defaults';
import { headlessName } from './server';
import type { HubSettings } from './settings';
import type { Workload } from './types';
import { besideHub, workload } from './workload';

/** The hub's Alertmanager, where one is deployed. */
export function alertmanager(
  hub: HubSettings,
  images: FleetFile['images'],
): Alertmanager | undefined {
  const { enabled, existing, config, replicas, retention, storage, ...entry } = hub.alertmanager;
  if (!enabled || existing) return undefined;
  const own = workload('alertmanager', besideHub(hub), images);
  const heartbeat = entry.heartbeat && heartbeatOf(entry.heartbeat);
  const secrets = [...(entry.secrets ?? []), ...(heartbeat ? [heartbeat.secret] : [])];
  return {
    ...own,
    resources: entry.resources ?? own.resources,
    replicas: Array.from({ length: replicas }, (_, ordinal) => replica(own, ordinal)),
    replicaCount: replicas,
    highlyAvailable: replicas > 1,
    retention,
    storage,
    storageClass: entry.storageClass ?? hub.storageClass,
    secrets: [...new Set(secrets)].map((name, index) => ({ name, volume: `secret-${index}` })),
    clusterLabel: hub.clusterLabel,
    route: { ...rootDefaults(hub.clusterLabel), ...config?.route },
    config,
    heartbeat,
    url: `http://${own.name}.${own.namespace}.svc:${own.servicePort}`,
  };
}

/** Where the hub's Prometheus sends alerts: to every replica of its own Alertmanager, or to others. */
export function alertmanagerClients(
  deployed: Alertmanager | undefined,
  { alertmanager: { existing = [] } }: HubSettings,
): readonly AlertmanagerClient[] {
  return deployed ? [{ targets: deployed.replicas.map(({ address }) => address) }] : existing;
}

function heartbeatOf(given: NonNullable<AlertmanagerEntry['heartbeat']>): Heartbeat {
  const filled = { ...HEARTBEAT_DEFAULTS, ...given };
  return { ...filled, half: `${Math.floor(durationMs(filled.interval) / 2)}ms` };
}

/** What the root route says unless the fleet file does. */
export const rootDefaults = (clusterLabel: string): AlertmanagerConfig['route'] => ({
  receiver: ALERTMANAGER.nobody,
  group_by: [clusterLabel, 'alertname'],
  group_wait: '30s',
  group_interval: '5m',
  repeat_interval: '4h',
});

function replica({ name, namespace, port }: Workload, ordinal: number): AlertmanagerReplica {
  const pod = `${name}-${ordinal}`;
  const host = `${pod}.${headlessName(name)}.${namespace}.svc`;
  return { pod, host, address: `${host}:${port}` };
}
