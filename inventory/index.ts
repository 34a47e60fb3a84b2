export { jsonSchema } from './json-schema';
export { type Inventory, readFleetFile, readFleetText } from './read';
export type { ClusterEntry, FederateFromEntry, FleetFile, MonitorEntry } from './schema/fleet';
