import { durationMs } from '../language/duration';
import type { ClusterEntry, FederateFromEntry, FleetFile } from '../inventory/schema/fleet';
import { ROUTE_PREFIX, SERVICE_PORT } from './access';
import {
  DEFAULT_RELEASE,
  MEMBER_RETENTION,
  MONITOR_NAMESPACE,
  SCRAPE_INTERVAL,
  SCRAPE_TIMEOUT,
} from './defaults';
import { type ImageName, imageReference } from './images';
import { prometheusServer } from './server';
import type { FederateFrom, Monitor, Workload } from './types';

/** The monitor of a cluster that does not bring its own Prometheus. */
export function monitor(
  cluster: ClusterEntry,
  hub: FleetFile['hub'],
  clusterLabel: string,
  images: FleetFile['images'],
): Monitor {
  const entry = cluster.monitor ?? {};
  const { namespace = MONITOR_NAMESPACE, release = DEFAULT_RELEASE } = entry;
  const registry = entry.imageRegistry ?? hub.imageRegistry;
  const scrapeInterval = entry.scrapeInterval ?? SCRAPE_INTERVAL;
  const { imagePullSecrets } = entry;
  const workload = (
    on: boolean | undefined,
    image: ImageName,
    name: string,
    port: number,
  ): Workload | undefined =>
    (on ?? true)
      ? {
          name,
          namespace,
          release,
          image: imageReference(image, images, registry),
          imagePullSecrets,
          port,
        }
      : undefined;
  return {
    server: prometheusServer(
      {
        namespace,
        release,
        // node-exporter sees the host, which only the privileged standard allows.
        restricted: entry.nodeExporter === false,
        retention: entry.retention ?? MEMBER_RETENTION,
        routePrefix: ROUTE_PREFIX,
        servicePort: SERVICE_PORT,
        registry,
      },
      entry,
      images,
    ),
    scrapeInterval,
    scrapeTimeout: entry.scrapeTimeout ?? shorter(SCRAPE_TIMEOUT, scrapeInterval),
    kubelet: { insecureSkipVerify: entry.kubelet?.insecureSkipVerify ?? false },
    externalLabels: { [clusterLabel]: cluster.name, ...cluster.labels },
    pushgateway: workload(entry.pushgateway, 'pushgateway', `${release}-pushgateway`, 9091),
    nodeExporter: workload(entry.nodeExporter, 'nodeExporter', `${release}-node-exporter`, 9100),
    kubeStateMetrics: workload(
      entry.kubeStateMetrics,
      'kubeStateMetrics',
      `${release}-kube-state-metrics`,
      8080,
    ),
    apiServerCidrs: entry.apiServerCidrs,
    federateFrom: (entry.federateFrom ?? []).map(federateFrom),
    scrapeConfigs: entry.scrapeConfigs ?? [],
    rules: entry.rules ?? [],
  };
}

/** A static federation job with what its entry leaves out. */
export function federateFrom(entry: FederateFromEntry): FederateFrom {
  return {
    name: 'federate',
    interval: '15s',
    scheme: 'http',
    path: '/federate',
    ...entry,
    labels: entry.labels ?? {},
  };
}

/** The shorter of two durations. */
export function shorter(one: string, other: string): string {
  return durationMs(one) <= durationMs(other) ? one : other;
}
