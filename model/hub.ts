import { DASHBOARDS } from '../inventory/dashboards';
import type { FleetFile } from '../inventory/schema/fleet';
import { longest } from '../language/duration';
import { bytesOf } from '../language/quantity';
import { urlTarget } from '../language/url-target';
import { alertmanager, alertmanagerClients } from './alertmanager';
import type { AlertmanagerClient } from './alertmanager-types';
import { FEDERATION_JOBS, INVENTORY } from './components/federation';
import { HUB_PROMETHEUS, ROOM_FOR_A_BLOCK } from './components/prometheus';
import { drillDown } from './drill-down';
import { grafanaSettings } from './grafana';
import { objectLabels } from './labels';
import { doorOf, doorUrl, login } from './login';
import type { Settings } from './merge';
import { additions } from './monitor';
import { placement } from './placement';
import { portsOf } from './ports';
import { sentTo } from './sending';
import { headlessName, prometheusServer } from './server';
import type { HubSettings } from './settings';
import {
  buckets,
  credentialEndsConfigMaps,
  federationConfigMap,
  inventoryConfigMap,
} from './spread';
import { statestoreSecrets } from './statestore';
import type {
  FederateFrom,
  Grafana,
  Hub,
  HubTarget,
  HubVolume,
  Member,
  OwnDashboard,
  PrometheusServer,
} from './types';
import { besideHub, workload } from './workload';

/** The hub that federates these members. */
export function hub(
  { value: entry, place }: Settings<HubSettings>,
  images: FleetFile['images'],
  members: readonly Member[],
  ownDashboards: readonly OwnDashboard[] = [],
): Hub {
  const { routePrefix, replicaLabel, retentionWithoutVolume } = HUB_PROMETHEUS;
  const { commonLabels } = placement(entry);
  const { namespace, release, imageRegistry: registry, scrapeInterval } = entry;
  const restricted = !members.some((member) => relaxes(member, entry.cluster, namespace));
  const added = additions(entry);
  const server = prometheusServer(
    { release, routePrefix, replicaLabel, retentionWithoutVolume, registry, restricted },
    { ...entry, externalUrl: entry.externalUrl ?? urlFromOutside(entry) },
    images,
  );
  const alerts = alertmanager(entry, images);
  const clients = alertmanagerClients(alerts, entry);
  return {
    ...added,
    server,
    volume: entry.storage === undefined ? undefined : volume(entry.storage),
    cluster: entry.cluster,
    clusterLabel: entry.clusterLabel,
    kubeContext: entry.kubeContext ?? entry.cluster,
    statestore: entry.statestore,
    ...(entry.statestoreLayout === 'shared' ? whoever(release) : whoIsThere(members)),
    scrapeInterval,
    alerts: entry.alerts,
    patches: entry.patches ?? [],
    evaluationInterval: entry.evaluationInterval ?? scrapeInterval,
    targets: targets(server),
    externalLabels: entry.externalLabels ?? {},
    federationLabels: { ...objectLabels(FEDERATION_JOBS, release), ...commonLabels },
    drillConfigMap: `${server.name}-drill`,
    credentialEndsConfigMaps: credentialEndsConfigMaps(release),
    inventoryLabels: { ...objectLabels(INVENTORY, release), ...commonLabels },
    alertmanager: alerts,
    alertmanagers: clients,
    grafana: entry.grafana.enabled
      ? { ...grafana(entry, images, server, members, alerts?.url), ownDashboards }
      : undefined,
    login: login(entry, images, server),
    drillDown: drillDown(
      server,
      members.flatMap(({ remoteRead = [] }) => remoteRead),
    ),
    egressPorts:
      added.scrapeConfigs.length > 0
        ? undefined
        : egressPorts(members, [...added.federateFrom, ...(alerts ? [] : clients)], sentTo(added)),
    place,
  };
}

/** What the hub mounts whoever its members are, so that its pods stay as they are. */
const whoever = (release: string) => ({
  statestoreSecrets: statestoreSecrets(release),
  federationConfigMaps: buckets().map((number) => federationConfigMap(number, release)),
  inventoryConfigMaps: buckets().map((number) => inventoryConfigMap(number, release)),
});

/** What it mounts of the members that it has. */
const whoIsThere = (members: readonly Member[]) => ({
  federationConfigMaps: names(members.map(({ job }) => job.configMap)),
  inventoryConfigMaps: names(members.map(({ job }) => job.inventoryConfigMap)),
});

const names = (all: readonly string[]) => [...new Set(all)].sort();

/** Whether a member has pods in the hub's own namespace that only the privileged standard allows. */
function relaxes({ name, monitor }: Member, cluster: string, namespace: string): boolean {
  return name === cluster && monitor?.server.namespace === namespace && !monitor.server.restricted;
}

/** However large, it is nearly full when so much of it is used. */
export const NEARLY_FULL = 0.85;

/** A volume of a size; a small one is nearly full sooner, while a block still fits. */
function volume(size: string): HubVolume {
  const bytes = bytesOf(size);
  const besideABlock = Math.floor((1 - ROOM_FOR_A_BLOCK / bytes) * 100) / 100;
  return { size, bytes, fullAbove: Math.min(NEARLY_FULL, Math.max(0, besideABlock)) };
}

/**
 * The replicas as each of them scrapes them all. By the name of its pod, as `localhost` would be
 * the same instance in every replica.
 */
function targets({
  name,
  namespace,
  port,
  replicas,
  highlyAvailable,
}: PrometheusServer): HubTarget[] {
  if (!highlyAvailable) return [{ address: `localhost:${port}` }];
  return Array.from({ length: replicas }, (_, ordinal) => {
    const pod = `${name}-${ordinal}`;
    return { address: `${pod}.${headlessName(name)}.${namespace}.svc:${port}`, instance: pod };
  });
}

function grafana(
  entry: HubSettings,
  images: FleetFile['images'],
  { name, namespace, servicePort }: PrometheusServer,
  members: readonly Member[],
  alertmanagerUrl: string | undefined,
): Omit<Grafana, 'ownDashboards'> {
  const { adminSecret, storage, storageClass, dashboards } = entry.grafana;
  const disabled = new Set<string>(dashboards?.disabled);
  return {
    ...workload('grafana', besideHub(entry), images),
    ...grafanaSettings(entry),
    adminSecret,
    storage,
    storageClass: storageClass ?? entry.storageClass,
    alertmanagerUrl,
    prometheusUrl: `http://${name}.${namespace}.svc:${servicePort}`,
    sampleInterval: longest([
      entry.scrapeInterval,
      ...members.flatMap(({ job, monitor }) => [
        job.interval,
        ...(monitor ? [monitor.scrapeInterval] : []),
      ]),
    ]),
    dashboards: DASHBOARDS.filter((name) => !disabled.has(name)),
  };
}

/** Where people find the hub's Prometheus from outside its cluster; absent where they do not. */
function urlFromOutside({
  ingress,
  httpRoute,
  ingressNamespaces,
}: HubSettings): string | undefined {
  const door = doorOf({ ingress, httpRoute }, ingressNamespaces);
  return door && doorUrl(door);
}

/** The ports the hub's Prometheus has to reach outside its own release. */
function egressPorts(
  members: readonly Member[],
  sources: readonly (FederateFrom | AlertmanagerClient)[],
  sent: readonly string[] | undefined,
): number[] | undefined {
  if (!sent) return undefined;
  return portsOf([
    // Who goes through a proxy reaches nothing else.
    ...members.map(({ job }) => (job.proxyUrl ? urlTarget(job.proxyUrl) : job.target)),
    ...sources.flatMap((source) => source.targets),
    ...sent,
  ]);
}
