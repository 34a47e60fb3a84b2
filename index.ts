export { formatProblem, jsonSchema, type Problem } from './inventory';
export type { FleetFile } from './inventory/schema/fleet';
export { type LoadedFleet, loadFleet } from './synth/load';
export { type Synthesis, type SynthesisOptions, synthesize } from './main';
export type * from './model/types';
export { OutputError } from './output/directory/error';
export type { Changes } from './output/directory/writer';
