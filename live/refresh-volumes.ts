import { labelSelector } from '../model/labels';
import type { Workload } from '../model/types';
import { ClusterFailure } from './client/failure';
import type { Resources } from './client/resources';

const POD = { apiVersion: 'v1', kind: 'Pod' };
/** When the kubelet was last asked to look; on pods alone, so that none is replaced for it. */
const ANNOTATION = 'promfleet/volumes-refreshed';

/**
 * Has kubelets look at once at the Secrets and ConfigMaps that a workload's pods mount. By
 * themselves they do so every 60 to 90 seconds; they also do when a pod changes, and an annotation
 * is a change. Nothing is restarted.
 *
 * https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod
 *
 * @returns whether all pods were changed; else what was written is in effect somewhat later
 */
export async function refreshVolumes(
  resources: Resources,
  { namespace, selector }: Pick<Workload, 'namespace' | 'selector'>,
): Promise<boolean> {
  const annotations = { [ANNOTATION]: new Date().toISOString() };
  try {
    const pods = await resources.list(POD, labelSelector(selector), namespace);
    await Promise.all(pods.map((pod) => resources.annotate(pod, annotations)));
    return true;
  } catch (error) {
    if (error instanceof ClusterFailure) return false;
    throw error;
  }
}
