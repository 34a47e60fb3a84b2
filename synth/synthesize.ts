import { hasErrors, type PlacedDiagnostic, sortDiagnostics } from '../diagnostics';
import { type Changes, DirectoryWriter } from '../output/directory/writer';
import { loadFleet } from './load';
import { renderFleet } from './render-fleet';

export interface SynthesisOptions {
  /** Path of the fleet file; `-` is standard input. */
  readonly fleet: string;
  /**
   * Directory that gets `hub/` and `clusters/`.
   *
   * @default - nothing is written: the fleet file is only checked
   */
  readonly out?: string;
  /**
   * Whether a warning stops the synthesis as an error does.
   *
   * @default false
   */
  readonly strict?: boolean;
  /**
   * Told how far it is after every cluster.
   *
   * @default - nobody is told
   */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What came of a fleet file. */
export interface Synthesis {
  /** Everything there is to say of it, by position. */
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** The fleet file's text, for carets; absent when it could not be read. */
  readonly source?: string;
  /** Absent when the synthesis was stopped: the output directory is as it was. */
  readonly result?: SynthesisResult;
}

export interface SynthesisResult {
  readonly clusters: number;
  readonly objects: number;
  readonly bytes: number;
  /** Absent when nothing was to be written. */
  readonly changes?: Changes;
}

/**
 * Load, resolve, render, write: the whole of promfleet.
 *
 * @throws OutputError when the directory cannot be written
 */
export function synthesize(options: SynthesisOptions): Synthesis {
  const { fleet, diagnostics, source, place } = loadFleet(options.fleet);
  const stops = (found: readonly PlacedDiagnostic[]) =>
    hasErrors(found) || (options.strict === true && found.length > 0);
  if (!fleet || stops(diagnostics)) return { diagnostics, source };
  const writer = options.out === undefined ? undefined : new DirectoryWriter(options.out);
  const written = { clusters: fleet.members.length, objects: 0, bytes: 0 };
  try {
    const found = renderFleet(fleet, {
      onProgress: options.onProgress,
      onFile: ({ path, text, objects }) => {
        writer?.add(path, text);
        written.objects += objects.length;
        written.bytes += Buffer.byteLength(text);
      },
    });
    const all = found.length > 0 ? sortDiagnostics([...diagnostics, ...place(found)]) : diagnostics;
    if (stops(all)) {
      writer?.abort();
      return { diagnostics: all, source };
    }
    return { diagnostics: all, source, result: { ...written, changes: writer?.commit() } };
  } catch (error) {
    writer?.abort();
    throw error;
  }
}
