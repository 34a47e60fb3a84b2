import type { ClusterEntry, FleetFile } from '../inventory/schema/fleet';
import { CLUSTER_DEFAULTS, HUB_DEFAULTS } from './defaults';
import { type Filled, merged, type Settings } from './merge';

/** A cluster's entry with everything that it leaves out. */
export type ClusterSettings = Filled<ClusterEntry, typeof CLUSTER_DEFAULTS>;

/** The hub's entry with everything that it leaves out. */
export type HubSettings = Filled<FleetFile['hub'], typeof HUB_DEFAULTS>;

/** Merges the fleet's defaults under a cluster. */
export function clusterSettings(file: FleetFile, index: number): Settings<ClusterSettings> {
  return merged<ClusterEntry, typeof CLUSTER_DEFAULTS>(CLUSTER_DEFAULTS, [
    { at: ['defaults'], value: file.defaults },
    { at: ['clusters', index], value: file.clusters[index] },
  ]);
}

/** Fills the hub's entry. */
export function hubSettings(file: FleetFile): Settings<HubSettings> {
  return merged<FleetFile['hub'], typeof HUB_DEFAULTS>(HUB_DEFAULTS, [
    { at: ['hub'], value: file.hub },
  ]);
}
