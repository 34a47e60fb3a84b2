import type { FleetFile } from '../inventory/schema/fleet';
import { DEPLOYABLES, type ImageName } from './components';
import { imageReference, imageTag } from './images';
import { objectLabels, selectorLabels } from './labels';
import { described, type Placement, placement } from './placement';
import type { HubSettings } from './settings';
import type { Workload } from './types';

/** Where a component is deployed. */
export interface WorkloadPlace extends Placement {
  readonly namespace: string;
  readonly release: string;
  readonly networkPolicies: boolean;
  /** Registry that replaces the host of upstream images. */
  readonly registry?: string | undefined;
  readonly imagePullSecrets?: readonly string[] | undefined;
}

/** Where what stands beside the hub's Prometheus is deployed. */
export function besideHub(hub: HubSettings): WorkloadPlace {
  const { namespace, release, imageRegistry: registry, imagePullSecrets, networkPolicies } = hub;
  return { namespace, release, registry, imagePullSecrets, networkPolicies, ...placement(hub) };
}

/** Name of the objects of a component in a release. */
export const objectName = (component: string, release: string) => `${release}-${component}`;

/** A component with everything that follows from where it is deployed. */
export function workload(
  name: ImageName,
  place: WorkloadPlace,
  images: FleetFile['images'],
): Workload {
  const deployable = DEPLOYABLES[name];
  const { component, port, servicePort, user, resources } = deployable;
  const { namespace, release, networkPolicies, registry, imagePullSecrets } = place;
  return {
    name: objectName(component, release),
    namespace,
    ...described(objectLabels(deployable, release, imageTag(name, images)), place),
    selector: selectorLabels(deployable, release),
    container: deployable.application,
    image: imageReference(name, images, registry),
    imagePullSecrets: imagePullSecrets?.length ? imagePullSecrets : undefined,
    port,
    servicePort,
    user,
    resources,
    networkPolicies,
    ...(place.pod && { pod: place.pod }),
  };
}
