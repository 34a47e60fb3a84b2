export { labelClash } from './check-names';
export { jsonSchema } from './json-schema';
export { type Inventory, readFleet, readFleetFile, readFleetText } from './read';
export type { ClusterEntry, FederateFromEntry, FleetFile, MonitorEntry } from './schema/fleet';
export { type FleetPath, type FleetSources, fleetSources, type Given } from './sources';
