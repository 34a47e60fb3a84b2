import type { Fleet, Member } from '../../model/types';
import { ClusterFailure } from '../client/failure';
import { getOver } from '../client/forwarded-request';
import type { Kubeconfig } from '../client/kubeconfig';
import { portForward } from '../client/port-forward';
import { Resources } from '../client/resources';
import { fleetStatus } from './fleet-status';
import type { FleetStatus } from './types';

export interface AskHubOptions {
  readonly fleet: Fleet;
  readonly members: readonly Member[];
  readonly kubeconfig: Kubeconfig;
  readonly parallel: number;
  /**
   * Milliseconds before its end from which a credential needs attention.
   *
   * @default - 14 days, or a third of its life if that is less
   */
  readonly withinMs?: number;
}

/** What the hub sees, or a sentence that says why it cannot be asked. */
export type HubAnswer = { readonly status: FleetStatus } | { readonly failure: string };

/**
 * Asks the hub's Prometheus about the fleet, over a port that its API server forwards: the hub's
 * NetworkPolicy keeps the service proxy out, and what is forwarded comes from the pod itself.
 */
export async function askHub({ kubeconfig, ...options }: AskHubOptions): Promise<HubAnswer> {
  const { kubeContext, server } = options.fleet.hub;
  try {
    const connection = kubeconfig.connection(kubeContext);
    const { namespace, port } = server;
    // Once for all requests: logging in may run a program.
    let config: ReturnType<Kubeconfig['ofLibrary']> | undefined;
    const ask = (pod: string) => async (path: string) => {
      config ??= kubeconfig.ofLibrary(kubeContext);
      return getOver(await portForward({ namespace, pod, port }, await config, connection), path);
    };
    try {
      const resources = new Resources(connection);
      return { status: await fleetStatus({ ...options, resources, ask }) };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof ClusterFailure) return { failure: error.message };
    throw error;
  }
}
