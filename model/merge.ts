import type { ClusterEntry, FleetFile } from '../inventory/schema/fleet';

/** Lists of a monitor that a cluster adds to instead of replacing. */
const ADDITIVE = new Set(['scrapeConfigs', 'rules', 'federateFrom']);

/** A cluster with the fleet's defaults merged under it; lists replace, save the additive ones. */
export function withDefaults(cluster: ClusterEntry, defaults: FleetFile['defaults']): ClusterEntry {
  return defaults ? (merge(defaults, cluster) as ClusterEntry) : cluster;
}

type Mapping = Record<string, unknown>;

function merge(below: Mapping, above: Mapping): Mapping {
  const merged: Mapping = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = below[key];
    if (isMapping(under) && isMapping(value)) merged[key] = merge(under, value);
    else if (ADDITIVE.has(key) && Array.isArray(under) && Array.isArray(value)) {
      merged[key] = [...under, ...value];
    } else if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
