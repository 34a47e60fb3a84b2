import { z } from 'zod';
import { labelSelector } from '../../model/labels';
import type { Hub, Workload } from '../../model/types';
import { ClusterFailure } from '../client/failure';
import { podStatus, unscheduled, waitingReason } from '../client/pod-status';
import type { Resources } from '../client/resources';

/** What of the hub's has replicas: pods of a StatefulSet. */
export interface Replicated extends Pick<Workload, 'name' | 'namespace' | 'selector'> {
  /** As people call it. */
  readonly component: 'Prometheus' | 'Alertmanager';
  readonly replicas: number;
  readonly kubeContext: string;
}

/** The replicas of the hub's Prometheus. */
export const prometheusOf = ({ server, kubeContext }: Pick<Hub, 'server' | 'kubeContext'>) =>
  ({ ...server, component: 'Prometheus', kubeContext }) satisfies Replicated;

/** Which of them can be asked. */
export interface Replicas {
  /** Names of the pods that are ready, in order. */
  readonly ready: readonly string[];
  /** Of those that are not, each a sentence with what is to be done. */
  readonly problems: readonly string[];
}

const pod = z.object({
  metadata: z.object({ name: z.string(), deletionTimestamp: z.string().optional() }),
  status: podStatus,
});

type Pod = z.infer<typeof pod>;

/**
 * Which replicas can be asked.
 *
 * @throws ClusterFailure if none can
 */
export async function replicasOf(
  { component, name, namespace, selector, replicas, kubeContext }: Replicated,
  resources: Resources,
): Promise<Replicas> {
  const labels = labelSelector(selector);
  const found = await resources.list({ apiVersion: 'v1', kind: 'Pod' }, labels, namespace);
  const pods = found
    .map((object) => pod.parse(object))
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  if (pods.length === 0) {
    const message = `it has no ${component}, found no pod of StatefulSet ${namespace}/${name}, run promfleet apply, or correct hub.kubeContext, found ${kubeContext}`;
    throw new ClusterFailure('not-found', message);
  }
  const kubectl = `kubectl --context ${kubeContext} --namespace ${namespace}`;
  const waiting = pods.filter((candidate) => !isReady(candidate));
  const missing = replicas - pods.length;
  const problems = [
    ...waiting.map((candidate) => notReady(candidate, component, kubectl)),
    ...(missing > 0
      ? [
          `the hub has ${pods.length} of ${replicas} pods of its ${component}: look at ${kubectl} describe statefulset ${name}`,
        ]
      : []),
  ];
  const ready = pods.filter(isReady).map(({ metadata }) => metadata.name);
  if (ready.length === 0) throw new ClusterFailure('not-found', problems.join(', and '));
  return { ready, problems };
}

const isReady = ({ status }: Pod) =>
  status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;

/**
 * @param kubectl - the command, for the namespace of the pod
 */
function notReady({ metadata, status }: Pod, component: string, kubectl: string): string {
  const { name, deletionTimestamp } = metadata;
  const waiting = waitingReason(status);
  const leaving = deletionTimestamp && 'it being deleted';
  const why =
    leaving ??
    waiting ??
    unscheduled(status) ??
    `it ${status.phase?.toLowerCase() ?? 'without a status'}`;
  const look = waiting === 'CrashLoopBackOff' ? `logs ${name} --previous` : `describe pod ${name}`;
  return `${name} of the hub's ${component} is not ready, found ${why}: look at ${kubectl} ${look}`;
}
