import { z } from 'zod';
import { NODE_EXPORTER } from '../../../model/components/node-exporter';
import type { Asked, Part } from './asked';
import { isOurs, labels } from './ours';

const podSpec = z.object({
  hostNetwork: z.boolean().optional(),
  containers: z
    .array(
      z.object({
        args: z.array(z.string()).default([]),
        command: z.array(z.string()).default([]),
        ports: z
          .array(z.object({ containerPort: z.number(), hostPort: z.number().optional() }))
          .default([]),
      }),
    )
    .default([]),
});

const metadata = z.object({ name: z.string(), namespace: z.string(), labels });
const daemonSet = z.object({
  metadata,
  spec: z.object({ template: z.object({ spec: podSpec }) }),
});
const pod = z.object({ metadata, spec: podSpec });

/** What node-exporters are called by their charts. */
const NAMES = [NODE_EXPORTER.application, `prometheus-${NODE_EXPORTER.application}`];
const NAMED = encodeURIComponent(`app.kubernetes.io/name in (${NAMES.join(',')})`);

/**
 * What else listens on node-exporter's port on nodes: those that are called node-exporter first,
 * then whatever runs on every node, then single pods.
 *
 * @throws ClusterFailure if DaemonSets or pods may not be listed
 */
export async function nodeExporterPort(asked: Asked): Promise<Part> {
  const daemonSets = '/apis/apps/v1/daemonsets';
  const named = await asked.list(`${daemonSets}?labelSelector=${NAMED}&limit=20`, daemonSet);
  const called = first(named, 'DaemonSet', ({ spec }) => spec.template.spec);
  if (called) return called;
  const some = await asked.list(`${daemonSets}?limit=100`, daemonSet);
  const any = first(some, 'DaemonSet', ({ spec }) => spec.template.spec);
  if (any) return any;
  const pods = await asked.list(`/api/v1/pods?labelSelector=${NAMED}&limit=20`, pod);
  return first(pods, 'Pod', ({ spec }) => spec) ?? {};
}

function first<Kind extends { metadata: z.infer<typeof metadata> }>(
  objects: readonly Kind[],
  kind: string,
  podOf: (object: Kind) => z.infer<typeof podSpec>,
): Part | undefined {
  for (const object of objects) {
    const reason = isOurs(object.metadata.labels) ? undefined : taken(podOf(object));
    if (reason === undefined) continue;
    const value = `${kind} ${object.metadata.namespace}/${object.metadata.name}`;
    return { nodeExporterPortTaken: { value, reasons: [`${value} ${reason}`] } };
  }
  return undefined;
}

/** How a pod takes the port of its node. */
function taken({ hostNetwork = false, containers }: z.infer<typeof podSpec>): string | undefined {
  const { port } = NODE_EXPORTER;
  const listening = new RegExp(`listen-address=\\S*:${port}$`);
  for (const { ports, args, command } of containers) {
    if (ports.some(({ hostPort }) => hostPort === port)) return `has the host port ${port}`;
    const listens =
      ports.some(({ containerPort }) => containerPort === port) ||
      [...command, ...args].some((argument) => listening.test(argument));
    if (hostNetwork && listens) return `listens on port ${port} of its host`;
  }
  return undefined;
}
