import type { FleetFile } from '../inventory/schema/fleet';
import {
  CLUSTER_LABEL,
  HUB_NAMESPACE,
  HUB_RELEASE,
  HUB_RETENTION,
  SCRAPE_INTERVAL,
  STATESTORE,
} from './defaults';
import { imageReference } from './images';
import { federateFrom } from './monitor';
import { prometheusServer } from './server';
import type { FederateFrom, Grafana, Hub, Member, PrometheusServer } from './types';

/** The hub that federates these members. */
export function hub(file: FleetFile, members: readonly Member[]): Hub {
  const entry = file.hub;
  const namespace = entry.namespace ?? HUB_NAMESPACE;
  const sources = (entry.federateFrom ?? []).map(federateFrom);
  const server = prometheusServer(
    {
      namespace,
      release: HUB_RELEASE,
      restricted: !members.some((member) => relaxes(member, entry.cluster, namespace)),
      retention: entry.retention ?? HUB_RETENTION,
      routePrefix: '',
      servicePort: 80,
      registry: entry.imageRegistry,
    },
    entry,
    file.images,
  );
  return {
    server,
    cluster: entry.cluster,
    clusterLabel: entry.clusterLabel ?? CLUSTER_LABEL,
    statestore: entry.statestore ?? STATESTORE,
    scrapeInterval: entry.scrapeInterval ?? SCRAPE_INTERVAL,
    federateFrom: sources,
    scrapeConfigs: entry.scrapeConfigs ?? [],
    rules: entry.rules ?? [],
    grafana: grafana(file, server),
    egressPorts: entry.scrapeConfigs?.length ? undefined : egressPorts(members, sources),
  };
}

/** Whether a member's node-exporter runs in the hub's own namespace. */
function relaxes({ name, monitor }: Member, cluster: string, namespace: string): boolean {
  return name === cluster && monitor?.server.namespace === namespace && !monitor.server.restricted;
}

function grafana(file: FleetFile, server: PrometheusServer): Grafana | undefined {
  const entry = file.hub.grafana ?? {};
  if (entry.enabled === false) return undefined;
  return {
    name: `${server.release}-grafana`,
    namespace: server.namespace,
    release: server.release,
    image: imageReference('grafana', file.images, file.hub.imageRegistry),
    imagePullSecrets: file.hub.imagePullSecrets,
    adminSecret: entry.adminSecret ?? 'grafana-admin',
    storage: entry.storage,
    port: 3000,
    prometheusUrl: `http://${server.name}.${server.namespace}.svc:${server.servicePort}`,
  };
}

/** The ports the hub's Prometheus has to reach outside its own release. */
function egressPorts(
  members: readonly Member[],
  sources: readonly FederateFrom[],
): number[] | undefined {
  const targets = [
    ...members.map((member) => member.job.target),
    ...sources.flatMap((source) => source.targets),
  ];
  // A Service's port is not the one that its pods listen on, which is what a policy sees.
  if (targets.some((target) => /\.svc(\.[^:]+)?:\d+$/.test(target))) return undefined;
  const ports = new Set(targets.map((target) => Number(target.slice(target.lastIndexOf(':') + 1))));
  return [...ports].sort((a, b) => a - b);
}
