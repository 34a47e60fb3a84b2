import {
  type Diagnostic,
  error,
  leadsToSecret,
  type Path,
  type PlacedDiagnostic,
  type Position,
  sortDiagnostics,
  withoutFound,
} from '../diagnostics';
import { isWrittenNull } from '../yaml/locate';
import { checkNames } from './check-names';
import { Composed } from './composed';
import type { FleetDocument } from './document';
import { explainAll } from './explain';
import { type FleetFile, fleetFile } from './schema/fleet';
import { reading } from './schema/formats';
import { type FleetPath, type FleetSources, fleetSources, type Given } from './sources';
import { withoutUndone } from './undone';

/** What became of a fleet file: the file when it is right, else what is wrong with it. */
export interface Inventory {
  /** Present when and only when there are no problems. */
  readonly file?: FleetFile;
  /** Everything that is wrong, by position. */
  readonly problems: readonly PlacedDiagnostic[];
  /** The texts of its files by the names that diagnostics carry, for carets. */
  readonly texts: ReadonlyMap<string, string>;
  /** Gives what is found later its place: that of the deepest thing that exists on its path. */
  readonly place: (diagnostics: readonly Diagnostic[]) => PlacedDiagnostic[];
  /** Path of the file that a key is written in. */
  readonly fileOf: (path: Path) => string;
}

/**
 * Reads a fleet file, and those that it includes, and checks everything that can be said without
 * merging the defaults.
 *
 * @param path - of a file, a pipe, or a directory of files, or several; `-` is standard input
 * @param given - what stands in it, if it was read already
 */
export function readFleetFile(path: FleetPath, given?: Given): Inventory {
  return readFleet(fleetSources(path, given));
}

/** Checks the text of a fleet file; `file` is the name that diagnostics carry. */
export function readFleetText(text: string, file: string): Inventory {
  return readFleet(fleetSources(file, { text }));
}

/** As `readFleetFile`, for files that were read already. */
export function readFleet({ files, problems }: FleetSources): Inventory {
  const [first, ...others] = files;
  if (!first) return unreadable(problems);
  const faulty = files.filter(({ faults }) => faults.length > 0);
  if (faulty.length > 0 || problems.length > 0) {
    return { ...unreadable([...problems, ...faulty.flatMap(faultsOf)]), texts: textsOf(files) };
  }
  if (first.data === null && others.length === 0) {
    const message = 'the file is empty, found no keys, write hub and clusters';
    const empty = { ...error('invalid-yaml', [], message), file: first.name, line: 1, col: 1 };
    return { ...unreadable([empty]), texts: textsOf(files) };
  }
  return check(new Composed([first, ...others]), files);
}

function check(whole: Composed, files: readonly FleetDocument[]): Inventory {
  const { data } = whole;
  const placed = (diagnostic: Diagnostic, at?: Position): PlacedDiagnostic => {
    const { document, path } = whole.origin(diagnostic.path);
    const cluster = clusterName(data, diagnostic.path);
    const place = at ?? document.locate(path);
    const name = cluster === undefined ? {} : { cluster };
    return { ...diagnostic, path, file: document.name, ...place, ...name };
  };
  const common = {
    texts: textsOf(files),
    place: (diagnostics: readonly Diagnostic[]) =>
      sortDiagnostics(diagnostics.map((diagnostic) => placed(diagnostic))),
    fileOf: (path: Path) => whole.origin(path).document.path,
  };
  const find = (path: Path) => {
    const origin = whole.origin(path);
    return origin.document.find(origin.path);
  };
  const { data: written, undone } = withoutUndone(data, (path) => isWrittenNull(find(path)));
  const result = reading(() => fleetFile.safeParse(written));
  const complaints = [
    ...explainAll(result.error?.issues ?? [], fleetFile, find).filter(
      ({ missing }) => !missing || !whole.refused.has(missing[0]),
    ),
    ...checkNames(written, (path) => whole.origin(path)),
  ];
  if (result.success && complaints.length === 0 && whole.clashes.length === 0) {
    for (const document of files) document.release();
    const file = undone.length > 0 ? { ...result.data, undone } : result.data;
    return { file, problems: [], ...common };
  }
  const found = complaints.map(({ code, path, place, at, message }) => {
    const pointed = whole.origin(place ?? path);
    return placed(
      error(code, path, discreet(path, message)),
      pointed.document.locate(pointed.path, at),
    );
  });
  const clashes = whole.clashes.map(({ document, diagnostic }) => ({
    ...diagnostic,
    file: document.name,
    ...document.locate(diagnostic.path, 'key'),
  }));
  return { problems: sortDiagnostics([...clashes, ...found]), ...common };
}

/** Files that are not looked into any further. */
function unreadable(problems: readonly PlacedDiagnostic[]): Inventory {
  const [{ file, line, col } = { file: '', line: 0, col: 0 }] = problems;
  const place = (diagnostics: readonly Diagnostic[]) =>
    diagnostics.map((diagnostic) => ({ ...diagnostic, file, line, col }));
  return { problems: sortDiagnostics(problems), texts: new Map(), place, fileOf: () => file };
}

const faultsOf = (document: FleetDocument): PlacedDiagnostic[] =>
  document.faults.map(({ offset, path, message }) => ({
    ...error('invalid-yaml', path, discreet(path, message)),
    file: document.name,
    ...document.positionOf(offset),
    ...clusterOf(document.data, path),
  }));

const textsOf = (files: readonly FleetDocument[]) =>
  new Map(files.map(({ name, text }) => [name, text]));

/** Under the key of a secret, what was found had better not be said. */
const discreet = (path: Path, message: string) =>
  leadsToSecret(path) ? withoutFound(message) : message;

const clusterOf = (data: unknown, path: Path) => {
  const cluster = clusterName(data, path);
  return cluster === undefined ? {} : { cluster };
};

/** The name of the cluster whose entry a path leads into, if it has one. */
function clusterName(data: unknown, [key, index]: Path): string | undefined {
  if (key !== 'clusters' || typeof index !== 'number') return undefined;
  const entry = (data as { clusters?: { name?: unknown }[] } | undefined)?.clusters?.[index];
  return typeof entry?.name === 'string' ? entry.name : undefined;
}
