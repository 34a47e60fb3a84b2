import type { Fleet, Member } from '../../model/types';
import type { RolloutDigests } from '../../synth/rollout-digests';
import { ClusterFailure } from '../client/failure';
import type { Kubeconfig } from '../client/kubeconfig';
import { Resources } from '../client/resources';
import { hubAsker } from './ask-replicas';
import { rightsOfMembers } from './ask-rights';
import { fleetStatus } from './fleet-status';
import type { FleetStatus } from './types';

export interface AskHubOptions {
  readonly fleet: Fleet;
  readonly members: readonly Member[];
  readonly kubeconfig: Kubeconfig;
  readonly parallel: number;
  /** Of what the fleet file gives for its members: kept by whoever asks more than once. */
  readonly rollouts: RolloutDigests;
  /**
   * Milliseconds before its end from which a credential needs attention.
   *
   * @default - 14 days, or a third of its life if that is less
   */
  readonly withinMs?: number;
  /**
   * Whether the API servers of members are asked for the rights of their readers, too.
   *
   * @default false
   */
  readonly rights?: boolean;
}

/** What the hub sees, or a sentence that says why it cannot be asked. */
export type HubAnswer = { readonly status: FleetStatus } | { readonly failure: string };

/**
 * Asks the hub's Prometheus about the fleet, over a port that its API server forwards: the hub's
 * NetworkPolicy keeps the service proxy out, and what is forwarded comes from the pod itself.
 */
export async function askHub({
  kubeconfig,
  rights,
  ...options
}: AskHubOptions): Promise<HubAnswer> {
  const { hub } = options.fleet;
  try {
    const connection = kubeconfig.connection(hub.kubeContext);
    const ask = hubAsker(hub, kubeconfig, connection);
    try {
      const resources = new Resources(connection);
      const { members, parallel } = options;
      const found = rights ? await rightsOfMembers(members, kubeconfig, parallel) : undefined;
      return { status: await fleetStatus({ ...options, resources, ask, rights: found }) };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof ClusterFailure) return { failure: error.message };
    throw error;
  }
}
