import type { Workload } from '../model/types';
import type { ApiConnection } from './client/connection';
import { ClusterFailure } from './client/failure';
import { Resources } from './client/resources';

const POD = { apiVersion: 'v1', kind: 'Pod' };
/** When the kubelet was last asked to look; on pods alone, so that none is replaced for it. */
const ANNOTATION = 'promfleet/volumes-refreshed';

/**
 * Has kubelets look at once at the Secrets and ConfigMaps that a workload's pods mount. By
 * themselves they do so every 60 to 90 seconds; they also do when a pod changes, and an annotation
 * is a change. Nothing is restarted.
 *
 * https://kubernetes.io/docs/tutorials/configuration/updating-configuration-via-a-configmap/
 *
 * @returns how many pods there are; undefined if they may not be listed or changed, and what was
 *   written is in effect somewhat later
 */
export async function refreshVolumes(
  connection: ApiConnection,
  { namespace, selector }: Pick<Workload, 'namespace' | 'selector'>,
): Promise<number | undefined> {
  const resources = new Resources(connection);
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
  const annotations = { [ANNOTATION]: new Date().toISOString() };
  try {
    const pods = await resources.list(POD, labels.join(','), namespace);
    const patches = pods.map(async (pod) =>
      connection.expect({
        method: 'PATCH',
        path: await resources.pathOf(pod),
        body: { metadata: { annotations } },
        type: 'application/merge-patch+json',
      }),
    );
    return (await Promise.all(patches)).length;
  } catch (error) {
    if (error instanceof ClusterFailure) return undefined;
    throw error;
  }
}
