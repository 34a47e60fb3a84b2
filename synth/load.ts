import { type Diagnostic, hasErrors, type PlacedDiagnostic } from '../diagnostics';
import { readFleetFile } from '../inventory';
import { resolveFleet } from '../model/resolve';
import type { Fleet } from '../model/types';
import { checkPrometheus } from '../prometheus/check';
import type { Source } from '../yaml/source';

/** A fleet file read, resolved and checked. */
export interface LoadedFleet {
  /** Absent when and only when a diagnostic is an error. */
  readonly fleet?: Fleet;
  /** Everything there is to say of it, by position. */
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** The file's text, for carets; absent when it could not be read. */
  readonly source?: string;
  /** Gives what is found later its place in the file. */
  readonly place: (diagnostics: readonly Diagnostic[]) => PlacedDiagnostic[];
}

/**
 * Reads and resolves a fleet file; never throws for what people wrote in it.
 *
 * @param path - of a file or a pipe; `-` is standard input
 * @param read - what stands in it, if it was read already
 */
export function loadFleet(path: string, read?: Source): LoadedFleet {
  const { file, problems, source, place } = readFleetFile(path, read);
  if (!file) return { diagnostics: problems, source, place };
  const { fleet, diagnostics } = resolveFleet(file);
  const found = place([...diagnostics, ...checkPrometheus(fleet)]);
  return { fleet: hasErrors(found) ? undefined : fleet, diagnostics: found, source, place };
}
