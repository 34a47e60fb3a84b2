import { z } from 'zod';
import { labelSelector } from '../../model/labels';
import { podStatus, unscheduled, waitingReason } from '../client/pod-status';
import type { Resources } from '../client/resources';
import { type Service, shapedAs } from './member-view';

const podShape = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.object({
    containers: z.array(
      z.object({
        ports: z
          .array(z.object({ name: z.string().optional(), containerPort: z.number() }))
          .nullish(),
      }),
    ),
  }),
  status: podStatus,
});

export type Pod = z.infer<typeof podShape>;

/** The pods behind a Service. */
export async function podsOf(
  { selector }: Service,
  namespace: string,
  resources: Resources,
): Promise<Pod[]> {
  if (!selector || Object.keys(selector).length === 0) return [];
  const pods = await resources.list(
    { apiVersion: 'v1', kind: 'Pod' },
    labelSelector(selector),
    namespace,
  );
  return pods.map((pod) => shapedAs(podShape, pod));
}

/** Why no pod is ready, in few words. */
export function notReady(pods: readonly Pod[], { selector }: Service): string {
  const [pod] = pods;
  if (!pod) {
    const labels = Object.entries(selector ?? {}).map(([key, value]) => `${key}=${value}`);
    return `no pod has the labels of its selector, ${labels.join(', ') || 'which is empty'}`;
  }
  const { name } = pod.metadata;
  const why =
    waitingReason(pod.status) ??
    unscheduled(pod.status) ??
    `it is ${pod.status.phase?.toLowerCase() ?? 'new'}`;
  const others = pods.length > 1 ? ` and ${pods.length - 1} more` : '';
  return `pod ${name}${others} is not ready: ${why}`;
}

/** The port of a pod that a port of its Service leads to; by its name, where that is all there is. */
export function targetPort(
  { ports }: Service,
  asked: string | undefined,
  pod: Pod | undefined,
): number | string | undefined {
  const port = ports?.find(
    ({ name, port }) => asked === undefined || name === asked || String(port) === asked,
  );
  const target = port?.targetPort ?? port?.port;
  if (typeof target === 'number' || target === undefined) return target;
  const named = pod?.spec.containers
    .flatMap(({ ports }) => ports ?? [])
    .find(({ name }) => name === target);
  return named?.containerPort ?? target;
}
