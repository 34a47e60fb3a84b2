import type { Hub } from '../../model/types';
import type { Ask } from '../client/forwarded-request';
import type { PodPort } from '../client/port-forward';
import type { Resources } from '../client/resources';
import { prometheusOf, type Replicated, replicasOf } from '../status/replicas';

/** A replica, and how it is asked. */
export interface Replica {
  readonly pod: string;
  readonly ask: Ask;
}

/** The replicas that an alert of the hub goes through. */
export interface HubReplicas {
  readonly prometheus: readonly Replica[];
  /** Empty where the hub deploys none. */
  readonly alertmanager: readonly Replica[];
  /** Of those that are not ready, and are not asked. */
  readonly problems: readonly string[];
}

/**
 * The replicas of the hub's Prometheus and Alertmanager.
 *
 * @throws ClusterFailure if of one none is ready
 */
export async function hubReplicas(
  hub: Hub,
  resources: Resources,
  asker: (at: PodPort) => Ask,
): Promise<HubReplicas> {
  const { server, alertmanager, kubeContext } = hub;
  const prometheus = await askable(prometheusOf(hub), server.port);
  if (!alertmanager) return { ...prometheus, prometheus: prometheus.replicas, alertmanager: [] };
  const replicated = {
    ...alertmanager,
    component: 'Alertmanager',
    replicas: alertmanager.replicaCount,
    kubeContext,
  } satisfies Replicated;
  const told = await askable(replicated, alertmanager.port);
  return {
    prometheus: prometheus.replicas,
    alertmanager: told.replicas,
    problems: [...prometheus.problems, ...told.problems],
  };

  async function askable(one: Replicated, port: number) {
    const { ready, problems } = await replicasOf(one, resources);
    const { namespace } = one;
    const replicas = ready.map((pod) => ({ pod, ask: asker({ namespace, pod, port }) }));
    return { replicas, problems };
  }
}

/**
 * What each replica says, side by side.
 *
 * @throws Error with the name of the first that does not answer
 */
export function ofEach<Answer>(
  replicas: readonly Replica[],
  question: (ask: Ask, pod: string) => Promise<Answer>,
): Promise<Answer[]> {
  return Promise.all(
    replicas.map(async ({ pod, ask }) => {
      try {
        return await question(ask, pod);
      } catch (error) {
        throw new Error(
          `${pod} cannot be asked: ${error instanceof Error ? error.message : error}`,
        );
      }
    }),
  );
}
