import type { Hub } from '../../model/types';
import { asError, ClusterFailure } from '../client/failure';
import type { Resources } from '../client/resources';
import { refreshVolumes } from '../refresh-volumes';
import { DRILL_MANAGER, drillConfigMap, drillIn, drillRef } from './config-map';

/**
 * Refuses a drill as long as another is on.
 *
 * @param now - by the hub's clock, in milliseconds since 1970
 * @throws ClusterFailure if one is, or the hub does not say
 */
export async function refuseStanding(resources: Resources, hub: Hub, now: number): Promise<void> {
  const found = await resources.read(drillRef(hub));
  const standing = found && drillIn(found);
  if (!standing || !(standing.end > now)) return;
  const end = new Date(standing.end).toISOString();
  throw new ClusterFailure(
    'conflict',
    `one drill at a time, found one of ${standing.cluster} that ends by itself at ${end}, wait for that or end it: ${deletion(hub)}`,
  );
}

/**
 * Gives the hub's Prometheus the rules of a drill.
 *
 * @param end - by the hub's clock, in milliseconds since 1970
 * @throws ClusterFailure if they are refused
 */
export async function beginRules(
  resources: Resources,
  hub: Hub,
  cluster: string,
  end: number,
): Promise<void> {
  const object = drillConfigMap(hub, cluster, end);
  const applied = await resources.apply(object, { manager: DRILL_MANAGER }).catch(async (error) => {
    // It may have been done all the same.
    if (error instanceof ClusterFailure && error.reason === 'unreachable') {
      await endRules(resources, hub, end);
    }
    throw error;
  });
  if ('conflicts' in applied) {
    const [first] = applied.conflicts;
    const message = `ConfigMap ${hub.drillConfigMap} belongs to another, found ${first?.message}, delete it: ${deletion(hub)}`;
    throw new ClusterFailure('conflict', message);
  }
  await refreshVolumes(resources, hub.server);
}

/**
 * Takes them away again.
 *
 * @param end - when they end by themselves, in milliseconds since 1970
 * @returns a sentence if they are left
 */
export async function endRules(
  resources: Resources,
  hub: Hub,
  end: number,
): Promise<string | undefined> {
  try {
    await resources.delete(drillRef(hub));
    await refreshVolumes(resources, hub.server);
    return undefined;
  } catch (error) {
    const until = new Date(end).toISOString();
    return `the drill goes on until ${until}, as its ConfigMap cannot be taken away, found ${asError(error).message}, delete it: ${deletion(hub)}`;
  }
}

function deletion({ kubeContext, server: { namespace }, drillConfigMap: name }: Hub): string {
  return `kubectl --context ${kubeContext} --namespace ${namespace} delete configmap ${name}`;
}
