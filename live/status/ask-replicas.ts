import type { Hub } from '../../model/types';
import { podAsker } from '../client/ask-pods';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import type { Ask } from '../client/forwarded-request';
import type { Kubeconfig } from '../client/kubeconfig';
import type { Resources } from '../client/resources';
import { askReplica } from './prometheus-answers';
import { prometheusOf, replicasOf } from './replicas';
import type { ReplicaAnswer } from './types';

/** What the replicas of the hub's Prometheus say. */
export interface Replies {
  readonly answers: readonly ReplicaAnswer[];
  /** Of replicas that are not ready or do not answer, each a sentence with what is to be done. */
  readonly problems: readonly string[];
}

/** A way to each pod of the hub's Prometheus, over a port that its API server forwards. */
export function hubAsker(
  { kubeContext, server: { namespace, port } }: Pick<Hub, 'server' | 'kubeContext'>,
  kubeconfig: Kubeconfig,
  connection: ApiConnection,
  timeoutMs?: number,
): (pod: string) => Ask {
  const asker = podAsker(kubeconfig, kubeContext, connection, timeoutMs);
  return (pod) => asker({ namespace, pod, port });
}

/**
 * Asks every replica; those that cannot be asked are told of.
 *
 * @param ask - a way to a pod; what it rejects with is told
 * @throws ClusterFailure if it is all of them
 */
export async function askReplicas(
  hub: Pick<Hub, 'server' | 'kubeContext' | 'clusterLabel'>,
  resources: Resources,
  ask: (pod: string) => Ask,
): Promise<Replies> {
  const { ready, problems } = await replicasOf(prometheusOf(hub), resources);
  const asked = await Promise.all(
    ready.map(async (pod) => {
      try {
        return await askReplica(pod, hub.clusterLabel, ask(pod));
      } catch (error) {
        return { pod, error };
      }
    }),
  );
  const failed = asked.filter((answer) => 'error' in answer);
  const answers = asked.filter((answer) => 'jobs' in answer);
  const told = failed.map(({ pod, error }) => notAsked(pod, error));
  if (answers.length === 0) throw new ClusterFailure('unreachable', told[0] ?? 'no replica');
  return { answers, problems: [...problems, ...told] };
}

function notAsked(pod: string, error: unknown): string {
  if (error instanceof ClusterFailure && error.reason === 'forbidden') {
    return `${error.message}: asking the hub's Prometheus takes get and create on pods/portforward there, have them granted to your user of that cluster`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `${pod} of the hub's Prometheus cannot be asked, found ${message}: look at its log`;
}
