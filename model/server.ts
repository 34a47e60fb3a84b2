import type { FleetFile, MonitorEntry } from '../inventory/schema/fleet';
import { PROMETHEUS } from './components/prometheus';
import { imageTag, prometheusFeatures, prometheusUser } from './images';
import type { PrometheusServer } from './types';
import { workload } from './workload';

/** The keys of a Prometheus server that `monitor` and `hub` have in common, defaults filled in. */
interface ServerEntry
  extends Pick<
    MonitorEntry,
    'imagePullSecrets' | 'secrets' | 'storage' | 'storageClass' | 'resources'
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
  readonly registry?: string | undefined;
  readonly replicaLabel?: string;
}

/** The Prometheus server of a member or of the hub. */
export function prometheusServer(
  { release, restricted, routePrefix, registry, replicaLabel }: ServerPlace,
  entry: ServerEntry,
  images: FleetFile['images'],
): PrometheusServer {
  const { namespace, networkPolicies, imagePullSecrets, replicas } = entry;
  const tag = imageTag('prometheus', images);
  const highlyAvailable = replicas > 1;
  return {
    ...workload(
      'prometheus',
      { namespace, release, networkPolicies, registry, imagePullSecrets },
      images,
    ),
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
    storage: entry.storage,
    storageClass: entry.storageClass,
    routePrefix,
    secrets: (entry.secrets ?? []).map((name, index) => ({ name, volume: `secret-${index}` })),
  };
}

/** Names of the namespaces that every cluster has. */
export const EVERY_CLUSTERS = /^(default$|kube-)/;

/** Whether every cluster has a namespace of this name. */
export const isEveryClusters = (namespace: string) => EVERY_CLUSTERS.test(namespace);

/** Name of the Service that gives each pod of a server a name of its own. */
export const headlessName = (server: string) => `${server}-headless`;
