import { Quantity, type Volume } from './k8s';

/**
 * A directory that is empty when its pod starts, and gone with it.
 *
 * @param limit - how large it may become before Kubernetes replaces the pod; absent: as the node's disk
 */
export function emptyDir(name: string, limit: string | undefined): Volume {
  return {
    name,
    emptyDir: limit === undefined ? {} : { sizeLimit: Quantity.fromString(limit) },
  };
}
