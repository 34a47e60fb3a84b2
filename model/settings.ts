import type { ClusterEntry, FleetFile } from '../inventory/schema/fleet';
import { CLUSTER_DEFAULTS, HUB_DEFAULTS } from './defaults';
import { type Filled, type Layer, merging, type Settings } from './merge';

/** A cluster's entry with everything that it leaves out. */
export type ClusterSettings = Filled<ClusterEntry, typeof CLUSTER_DEFAULTS>;

/** The hub's entry with everything that it leaves out. */
export type HubSettings = Filled<FleetFile['hub'], typeof HUB_DEFAULTS>;

/** Merges the fleet's defaults under every cluster. */
export function clusterSettings(file: FleetFile): Settings<ClusterSettings>[] {
  const overDefaults = merging<ClusterEntry, typeof CLUSTER_DEFAULTS>(CLUSTER_DEFAULTS, [
    everywhere(file),
    { at: ['defaults'], value: file.defaults },
  ]);
  return file.clusters.map((value, index) => overDefaults({ at: ['clusters', index], value }));
}

/** Fills the hub's entry. */
export function hubSettings(file: FleetFile): Settings<HubSettings> {
  const filled = merging<FleetFile['hub'], typeof HUB_DEFAULTS>(HUB_DEFAULTS, [everywhere(file)]);
  return filled({ at: ['hub'], value: file.hub });
}

/** What stands at the top of the file, and is below the hub and every cluster. */
const everywhere = ({ patches }: FleetFile): Layer => ({ at: [], value: { patches } });
