/** How large a cluster is, for an estimate of its series. */
export interface Shape {
  readonly nodes: number;
  readonly namespaces: number;
  /** Deployments, StatefulSets, DaemonSets and the like. */
  readonly workloads: number;
  readonly pods: number;
  /** PersistentVolumeClaims. */
  readonly volumes: number;
}

/** A cluster of a usual size. */
export const SHAPE: Shape = { nodes: 10, namespaces: 20, workloads: 100, pods: 300, volumes: 30 };

/**
 * What the series of a label are counted by, the finest first: who has a pod's name has its
 * namespace's, too.
 */
const BY: readonly (readonly [label: string, size: keyof Shape])[] = [
  ['pod', 'pods'],
  ['workload', 'workloads'],
  ['persistentvolumeclaim', 'volumes'],
  ['node', 'nodes'],
  ['namespace', 'namespaces'],
];

/** Of what any cluster has as many, about. */
const VALUES: Readonly<Record<string, number>> = {
  condition: 4,
  job: 8,
  le: 12,
  operation: 6,
  phase: 5,
  queue: 4,
  reason: 6,
  request_kind: 2,
  resource: 2,
  result: 3,
  verb: 7,
};

/** What follows from another of its labels. */
const DEPENDENT = new Set(['workload_type']);

/** How many series have these labels in such a cluster; undefined where a label is not known. */
export function seriesBy(labels: readonly string[], shape: Shape): number | undefined {
  const counted = BY.find(([label]) => labels.includes(label));
  const others = labels.filter(
    (label) => !BY.some(([known]) => known === label) && !DEPENDENT.has(label),
  );
  return others.reduce<number | undefined>(
    (product, label) => {
      const values = VALUES[label];
      return product === undefined || values === undefined ? undefined : product * values;
    },
    counted ? shape[counted[1]] : 1,
  );
}
