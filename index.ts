export { type Diagnostic, formatDiagnostic, type PlacedDiagnostic } from './diagnostics';
export type { FleetFile } from './inventory';
export { fleetSchema } from './model/schema';
export type * from './model/types';
export { OutputError } from './output/directory/error';
export type { Changes } from './output/directory/writer';
export type { ImmutableChange } from './output/immutable/compare';
export { type LoadedFleet, loadFleet } from './synth/load';
export {
  type PlacedChange,
  type Synthesis,
  type SynthesisOptions,
  type SynthesisResult,
  synthesize,
} from './synth/synthesize';
