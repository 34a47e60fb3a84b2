import type { Recording } from '../group';
import { recorded } from '../promql';
import type { Sources } from '../sources';

/**
 * What there is by namespace, `namespace:<name>`, and the sum of it in the whole cluster,
 * `cluster:<name>`.
 *
 * @param name metric and operations
 * @param expr by namespace, and by the labels that follow
 * @param by labels by which both are told apart besides
 */
export function alsoOfCluster(
  name: string,
  expr: (sources: Sources) => string,
  ...by: readonly string[]
): Recording[] {
  const sum = by.length > 0 ? `sum by (${by.join(', ')})` : 'sum';
  return [
    { record: `namespace:${name}`, expr },
    { record: `cluster:${name}`, expr: () => `${sum} (${recorded(`namespace:${name}`)})` },
  ];
}

/**
 * How many objects of a kind there are, `kube_<kind>:count`, and how many of them are not as they
 * should be, `kube_<kind>_unhealthy:count`.
 *
 * @param objects a selector that has one series of each object
 * @param unhealthy 1 for each object that is not as it should be, 0 for the others
 */
export function healthCounts(
  kind: string,
  objects: (sources: Sources) => string,
  unhealthy: (sources: Sources) => string,
): Recording[] {
  return [
    ...alsoOfCluster(
      `kube_${kind}:count`,
      (sources) => `count by (namespace) (${objects(sources)})`,
    ),
    ...alsoOfCluster(
      `kube_${kind}_unhealthy:count`,
      (sources) => `sum by (namespace) (${unhealthy(sources)})`,
    ),
  ];
}
