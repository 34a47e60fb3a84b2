import { podAsker } from '../client/ask-pods';
import type { Kubeconfig } from '../client/kubeconfig';
import { Resources } from '../client/resources';
import { type DrillOptions, drillHub } from './drill-hub';
import type { Drilled } from './types';

/**
 * Drills a hub over ports that its API server forwards.
 *
 * @throws ClusterFailure if the drill was not begun: nothing has changed then
 */
export async function drill({
  kubeconfig,
  ...options
}: Omit<DrillOptions, 'resources' | 'asker'> & {
  readonly kubeconfig: Kubeconfig;
}): Promise<Drilled> {
  const { kubeContext } = options.hub;
  const connection = kubeconfig.connection(kubeContext);
  try {
    const resources = new Resources(connection);
    const asker = podAsker(kubeconfig, kubeContext, connection);
    return await drillHub({ ...options, resources, asker });
  } finally {
    connection.close();
  }
}
