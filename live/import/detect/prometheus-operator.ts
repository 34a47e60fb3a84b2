import { z } from 'zod';
import type { Asked } from './asked';
import { labels } from './ours';

/** As many as are looked at. */
const MOST = 20;

const prometheus = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string(), labels }),
  spec: z
    .object({
      replicas: z.number().optional(),
      shards: z.number().optional(),
      portName: z.string().optional(),
      routePrefix: z.string().optional(),
      replicaExternalLabelName: z.string().optional(),
      podMetadata: z.object({ labels }).optional(),
      web: z.object({ tlsConfig: z.object({}).optional() }).optional(),
    })
    .default({}),
});

/**
 * A Prometheus of the Prometheus Operator.
 *
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Prometheus
 */
export type OperatedPrometheus = z.infer<typeof prometheus>;

/**
 * Those of a cluster; none where the Operator is not installed.
 *
 * @throws ClusterFailure if they may not be listed
 */
export const operated = (asked: Asked): Promise<OperatedPrometheus[]> =>
  asked.list(`/apis/monitoring.coreos.com/v1/prometheuses?limit=${MOST}`, prometheus);

/** Labels whose values the Operator chooses as it goes. */
const ANY_VALUE = new Set(['app.kubernetes.io/version', 'operator.prometheus.io/shard']);

/** Labels that only the pods of one Prometheus have. */
const OWN = ['operator.prometheus.io/name', 'app.kubernetes.io/instance', 'prometheus'];

/** Whether a Service's selector selects its pods: not at all, among others, or them alone. */
export function selects(
  selector: Readonly<Record<string, string>>,
  { metadata: { name }, spec }: OperatedPrometheus,
): 'none' | 'among others' | 'alone' {
  const pods: Readonly<Record<string, string>> = {
    ...spec.podMetadata?.labels,
    'app.kubernetes.io/name': 'prometheus',
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    ...Object.fromEntries(OWN.map((key) => [key, name])),
  };
  const keys = Object.keys(selector);
  const all = keys.every((key) => ANY_VALUE.has(key) || pods[key] === selector[key]);
  if (keys.length === 0 || !all) return 'none';
  return keys.some((key) => OWN.includes(key)) ? 'alone' : 'among others';
}

/** The external label in which the replicas of one differ, if it has several. */
export function replicaLabelOf({ spec }: OperatedPrometheus): string | undefined {
  if ((spec.replicas ?? 1) < 2) return undefined;
  return (spec.replicaExternalLabelName ?? 'prometheus_replica') || undefined;
}
