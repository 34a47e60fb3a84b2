import { hasErrors, type PlacedDiagnostic, sortDiagnostics } from '../diagnostics';
import { type FleetPath, type FleetSources, fleetSources, type Given } from '../inventory';
import { notes } from '../model/notes';
import { type Remembered, SynthesisRecord } from '../output/directory/record';
import type { Signatures } from '../output/directory/signatures';
import { type Changes, DirectoryWriter } from '../output/directory/writer';
import { Comparison, type ImmutableChange } from '../output/immutable/compare';
import type { OnProgress } from '../output/on-progress';
import { STDIN } from '../yaml/source';
import { folderDigest, readFolder } from './dashboards-folder';
import { loadFleet } from './load';
import { recordKey } from './record-key';

export interface SynthesisOptions {
  /** Path of the fleet file, or of a directory of such files, or several; `-` is standard input. */
  readonly fleet: FleetPath;
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
   * Directory for a record of each synthesis of a large fleet, by which a later one knows that
   * nothing has changed without rendering it.
   *
   * @default - none is kept: everything is rendered and compared
   */
  readonly cache?: string;
  /**
   * Told how far it is after every cluster.
   *
   * @default - nobody is told
   */
  readonly onProgress?: OnProgress;
}

/** What came of a fleet file. */
export interface Synthesis {
  /** Everything there is to say of it, by position. */
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** The texts of the fleet's files by the names that diagnostics carry, for carets. */
  readonly texts: ReadonlyMap<string, string>;
  /** Absent when the synthesis was stopped: the output directory is as it was. */
  readonly result?: SynthesisResult;
}

export interface SynthesisResult {
  readonly clusters: number;
  readonly objects: number;
  readonly bytes: number;
  /** What had better be known and is no warning. */
  readonly notes: readonly string[];
  /** Absent when nothing was to be written. */
  readonly changes?: Changes;
  /** What `kubectl apply` will be refused, where the files that were there have been applied. */
  readonly immutable?: readonly PlacedChange[];
}

/** A change that Kubernetes refuses to make in place, and the file below the output directory. */
export interface PlacedChange extends ImmutableChange {
  readonly file: string;
}

/** Characters of a fleet file that is rendered sooner than its output is looked through. */
const SMALL = 50_000;

/**
 * Load, resolve, render, write: the whole of promfleet.
 *
 * @param given - what stands in the fleet file, if it was read already
 * @throws OutputError when the directory cannot be written
 */
export function synthesize(options: SynthesisOptions, given?: Given): Synthesis {
  const sources = fleetSources(options.fleet, given);
  // Any other option makes a difference, whichever may be added.
  const { out, cache, onProgress: _, ...mattering } = options;
  const texts = sources.files.map(({ name, text }) => [name, text] as const);
  const size = texts.reduce((sum, [, text]) => sum + text.length, 0);
  const isRemembered = size >= SMALL && sources.problems.length === 0;
  if (out === undefined || cache === undefined || !isRemembered) {
    return synthesizeAnew(options, sources);
  }
  const record = new SynthesisRecord(cache, out, recordKey(texts, mattering));
  const last = unchanged(record.read(), out, new Map(texts));
  return last ?? synthesizeAnew(options, sources, record);
}

/** What came of the last synthesis, if all that it wrote lies there untouched. */
function unchanged(
  last: Remembered | undefined,
  out: string,
  texts: Synthesis['texts'],
): Synthesis | undefined {
  if (!last) return undefined;
  if (last.folder && folderDigest(readFolder(last.folder.path)) !== last.folder.digest)
    return undefined;
  const writer = new DirectoryWriter(out);
  const holds = writer.holds(last.signatures);
  writer.abort();
  if (!holds) return undefined;
  const { signatures, diagnostics, folder: _, ...counts } = last;
  const changes = { written: 0, unchanged: Object.keys(signatures).length, removed: 0 };
  return { diagnostics, texts, result: { ...counts, changes, immutable: [] } };
}

function synthesizeAnew(
  options: SynthesisOptions,
  sources: FleetSources,
  record?: SynthesisRecord,
): Synthesis {
  const { fleet, diagnostics, texts, folder, place } = loadFleet(options.fleet, sources);
  const stops = (found: readonly PlacedDiagnostic[]) =>
    hasErrors(found) || (options.strict === true && found.length > 0);
  if (!fleet || stops(diagnostics)) return { diagnostics, texts };
  const kept = sources.files.map(({ path }) => path).filter((path) => path !== STDIN);
  const immutable: PlacedChange[] = [];
  const comparison = new Comparison();
  const onReplace = (file: string, before: string, after: string) => {
    for (const change of comparison.changes(before, after)) immutable.push({ file, ...change });
  };
  const writer =
    options.out === undefined ? undefined : new DirectoryWriter(options.out, kept, onReplace);
  const written = { clusters: fleet.members.length, objects: 0, bytes: 0, notes: notes(fleet) };
  // Loaded only now: it takes a third of the time of a run in which nothing has changed.
  const { renderFleet } = require('./render-fleet') as typeof import('./render-fleet');
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
      return { diagnostics: all, texts };
    }
    const remember = (signatures: Signatures) =>
      record?.write({
        ...written,
        diagnostics: all,
        ...(folder && { folder }),
        signatures,
      });
    const changes = writer?.commit(record && remember);
    const done = changes && { changes, immutable };
    return { diagnostics: all, texts, result: { ...written, ...done } };
  } catch (error) {
    writer?.abort();
    throw error;
  }
}
