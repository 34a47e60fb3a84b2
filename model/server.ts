import type { FleetFile, MonitorEntry } from '../inventory/schema/fleet';
import { IMAGES, imageReference, prometheusFeatures } from './images';
import type { PrometheusServer } from './types';

type Common = Pick<
  MonitorEntry,
  | 'imagePullSecrets'
  | 'replicas'
  | 'storage'
  | 'storageClass'
  | 'resources'
  | 'networkPolicies'
  | 'createNamespace'
>;

/** What differs between a member's Prometheus server and the hub's. */
interface ServerPlace {
  readonly namespace: string;
  readonly release: string;
  readonly restricted: boolean;
  readonly retention: string;
  readonly routePrefix: string;
  readonly servicePort: number;
  readonly registry?: string | undefined;
}

/** Name of a release's Prometheus objects. */
export const serverName = (release: string) => `${release}-prometheus-server`;

/** The Prometheus server of a member or of the hub. */
export function prometheusServer(
  place: ServerPlace,
  entry: Common,
  images: FleetFile['images'],
): PrometheusServer {
  const { registry, ...rest } = place;
  return {
    ...rest,
    name: serverName(place.release),
    // Namespaces that every cluster has are not ours to label or to delete.
    createNamespace: (entry.createNamespace ?? true) && !/^(default$|kube-)/.test(place.namespace),
    networkPolicies: entry.networkPolicies ?? true,
    image: imageReference('prometheus', images, registry),
    imagePullSecrets: entry.imagePullSecrets,
    features: prometheusFeatures(images?.prometheus?.tag ?? IMAGES.prometheus.tag),
    replicas: entry.replicas ?? 1,
    storage: entry.storage,
    storageClass: entry.storageClass,
    resources: entry.resources ?? { requests: { cpu: '100m', memory: '512Mi' } },
    containerPort: 9090,
  };
}
