import { z } from 'zod';
import type { Asked } from './asked';

/** As many as it takes to see what nodes of a cluster are like. */
const MOST = 5;

const node = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({ providerID: z.string().optional() }).default({}),
  status: z
    .object({
      addresses: z.array(z.object({ type: z.string(), address: z.string() })).default([]),
      daemonEndpoints: z
        .object({ kubeletEndpoint: z.object({ Port: z.int().max(65535) }).optional() })
        .default({}),
    })
    .default({ addresses: [], daemonEndpoints: {} }),
});

/** A node, as far as it is looked at. */
export type Node = z.infer<typeof node>;

/**
 * Some nodes of a cluster.
 *
 * @throws ClusterFailure if they may not be listed
 */
export const someNodes = (asked: Asked): Promise<Node[]> =>
  asked.list(`/api/v1/nodes?limit=${MOST}`, node);
