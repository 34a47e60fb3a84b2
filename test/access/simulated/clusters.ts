import type { SimulatedClusterOptions } from './options';
import { SimulatedCluster } from './server';

/** How many clusters, and what all of them have. */
export interface SimulatedClustersOptions extends Partial<SimulatedClusterOptions> {
  /** @default - 1 */
  readonly count?: number;
  /** What one of them has besides, by its index. @default - nothing */
  readonly each?: (index: number) => Partial<SimulatedClusterOptions>;
}

/**
 * Runs simulated clusters, `cluster-0`, `cluster-1` … unless named otherwise, for as long as a
 * function takes.
 */
export async function withSimulatedClusters<T>(
  { count = 1, each = () => ({}), ...common }: SimulatedClustersOptions,
  run: (clusters: readonly SimulatedCluster[]) => Promise<T>,
): Promise<T> {
  const started = await Promise.allSettled(
    Array.from({ length: count }, (_, index) =>
      SimulatedCluster.start({ name: `cluster-${index}`, ...common, ...each(index) }),
    ),
  );
  const clusters = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    for (const one of started) if (one.status === 'rejected') throw one.reason;
    return await run(clusters);
  } finally {
    await Promise.all(clusters.map((cluster) => cluster.stop()));
  }
}

/** Runs one simulated cluster, `cluster-0` unless named otherwise, for as long as a function takes. */
export async function withSimulatedCluster<T>(
  options: Partial<SimulatedClusterOptions>,
  run: (cluster: SimulatedCluster) => Promise<T>,
): Promise<T> {
  return withSimulatedClusters(options, ([cluster]) => {
    if (!cluster) throw new Error('a cluster was to start');
    return run(cluster);
  });
}
