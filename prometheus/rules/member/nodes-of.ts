import type { Sources } from './sources';

/** Series of kubelets or of cAdvisor, each with the label `node`. */
export function ofKubelets({ kubeletNode }: Sources, series: string): string {
  return kubeletNode === 'node'
    ? series
    : `label_replace(${series}, "node", "$1", "${kubeletNode}", "(.+)")`;
}

/** A vector of node-exporter put together by node, and by other labels, if any are given. */
export function byNode(
  sources: Sources,
  aggregation: 'count' | 'max' | 'min' | 'sum',
  vector: string,
  labels: readonly string[] = [],
): string {
  return `${aggregation} by (${['node', ...labels].join(', ')}) (${ofExporters(sources, vector)})`;
}

/** A vector by `instance` of node-exporter, each element with the label `node`. */
function ofExporters({ exporterNode, nodeExporter }: Sources, vector: string): string {
  if (exporterNode === 'node') return vector;
  const names = `label_replace(node_uname_info{${nodeExporter}}, "node", "$1", "${exporterNode}", "(.+)")`;
  return `(${vector}) * on (instance) group_left (node) max by (instance, node) (${names})`;
}
