export { labelClash } from './check-names';
export { jsonSchema } from './json-schema';
export { type Inventory, readFleetFile, readFleetText } from './read';
export type { ClusterEntry, FederateFromEntry, FleetFile, MonitorEntry } from './schema/fleet';
