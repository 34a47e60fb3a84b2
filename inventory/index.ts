export { jsonSchema } from './json-schema';
export {
  formatPath,
  formatProblem,
  type Path,
  type Position,
  type Problem,
  sortProblems,
} from '../diagnostics/diagnostic';
export { type Inventory, readFleetFile, readFleetText } from './read';
export type { ClusterEntry, FederateFromEntry, FleetFile, MonitorEntry } from './schema/fleet';
