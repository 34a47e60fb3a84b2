import type { FleetFile, MonitorEntry } from '../inventory/schema/fleet';
import { PROMETHEUS } from './components/prometheus';
import { boundOf, dataLimit } from './data-limit';
import { imageTag, prometheusFeatures, prometheusUser } from './images';
import { type PlacementEntry, placement } from './placement';
import type { PrometheusServer } from './types';
import { workload } from './workload';

/** The keys of a Prometheus server that `monitor` and `hub` have in common, defaults filled in. */
interface ServerEntry
  extends PlacementEntry,
    Pick<
      MonitorEntry,
      | 'imagePullSecrets'
      | 'secrets'
      | 'storage'
      | 'storageClass'
      | 'resources'
      | 'retentionSize'
      | 'args'
      | 'externalUrl'
    > {
  readonly namespace: string;
  readonly retention: string;
  readonly replicas: number;
  readonly networkPolicies: boolean;
  readonly createNamespace: boolean;
}

/** What differs between a member's Prometheus server and the hub's. */
interface ServerPlace {
  readonly release: string;
  readonly restricted: boolean;
  readonly routePrefix: string;
  /** What is kept where there is no volume and nothing is said. */
  readonly retentionWithoutVolume: string;
  readonly registry?: string | undefined;
  readonly replicaLabel?: string;
}

/** The Prometheus server of a member or of the hub. */
export function prometheusServer(
  where: ServerPlace,
  entry: ServerEntry,
  images: FleetFile['images'],
): PrometheusServer {
  const { release, restricted, routePrefix, registry, replicaLabel } = where;
  const { namespace, networkPolicies, imagePullSecrets, replicas, storage } = entry;
  const placed = placement(entry);
  const own = workload(
    'prometheus',
    { namespace, release, networkPolicies, registry, imagePullSecrets, ...placed },
    images,
  );
  const retentionSize = boundOf(
    entry.retentionSize ?? (storage === undefined ? where.retentionWithoutVolume : undefined),
  );
  const tag = imageTag('prometheus', images);
  const highlyAvailable = replicas > 1;
  return {
    ...own,
    release,
    // Namespaces that every cluster has are not ours to label or to delete.
    createNamespace: entry.createNamespace && !isEveryClusters(namespace),
    restricted,
    features: prometheusFeatures(tag),
    typed: false,
    user: prometheusUser(tag),
    resources: entry.resources ?? PROMETHEUS.resources,
    replicas,
    highlyAvailable,
    replicaLabel: highlyAvailable ? replicaLabel : undefined,
    retention: entry.retention,
    retentionSize,
    dataLimit: retentionSize && storage === undefined ? dataLimit(retentionSize) : undefined,
    storage,
    storageClass: entry.storageClass,
    routePrefix,
    args: entry.args ?? [],
    externalUrl: entry.externalUrl ?? `http://${own.name}.${namespace}.svc${routePrefix}`,
    ...(placed.commonLabels && { commonLabels: placed.commonLabels }),
    secrets: (entry.secrets ?? []).map((name, index) => ({ name, volume: `secret-${index}` })),
  };
}

/** Names of the namespaces that every cluster has. */
export const EVERY_CLUSTERS = /^(default$|kube-)/;

/** Whether every cluster has a namespace of this name. */
export const isEveryClusters = (namespace: string) => EVERY_CLUSTERS.test(namespace);

/** Name of the Service that gives each pod of a server a name of its own. */
export const headlessName = (server: string) => `${server}-headless`;
