import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Code, error, type Path, type PlacedDiagnostic } from '../diagnostics';
import { LARGEST, readSource, type Source, STDIN } from '../yaml/source';
import { FleetDocument, shownPath } from './document';
import { filesIn, isDirectory, matching } from './fleet-files';

/** Where a fleet file is: a file, a pipe, a directory of files, `-`, or several of these. */
export type FleetPath = string | readonly string[];

/** The files that a fleet file is made of. */
export interface FleetSources {
  /** Those that are named come before those that they include. */
  readonly files: readonly FleetDocument[];
  /** What keeps files from being read. */
  readonly problems: readonly PlacedDiagnostic[];
}

/** What was read of a fleet file: all of it, or the text of the file that is named first. */
export type Given = Source | FleetSources;

/** Reads the files of a fleet file, and those that they include, each once. */
export function fleetSources(path: FleetPath, given?: Given): FleetSources {
  if (given && 'files' in given) return given;
  const walk = new Walk();
  const [first = '', ...others] = typeof path === 'string' ? [path] : path;
  if (given) walk.add(first, given);
  else walk.start(first);
  for (const other of others) walk.start(other);
  return walk;
}

/** No fleet file is included through as many others; each level takes room on the stack. */
const DEEPEST = 100;

/** The file and the entry of its `include` that leads to another. */
interface Inclusion {
  readonly document: FleetDocument;
  readonly at: Path;
}

class Walk implements FleetSources {
  readonly files: FleetDocument[] = [];
  readonly problems: PlacedDiagnostic[] = [];
  private readonly known = new Set<string>();
  /** The files that lead to the one that is read, the outermost first. */
  private readonly chain: FleetDocument[] = [];
  private size = 0;

  /** Reads a file or the files of a directory. */
  start(path: string): void {
    const files = isDirectory(path) ? filesIn(path) : [path];
    if (files.length === 0) this.refuse('file-unreadable', emptyDirectory(path), path);
    for (const file of files) this.add(file);
  }

  add(path: string, given?: Source, by?: Inclusion): void {
    const identity = identityOf(path);
    const start = this.chain.findIndex((document) => identityOf(document.path) === identity);
    if (start >= 0) {
      const names = this.chain.slice(start).map(({ name }) => name);
      const loop = [...names, names[0]].join(' → ');
      this.refuse('include-loop', `a loop of includes, found ${loop}, leave one out`, by);
      return;
    }
    if (this.known.has(identity) || this.size > LARGEST) return;
    this.known.add(identity);
    const source = given ?? readSource(path);
    if (!('text' in source)) {
      this.refuseSource(path, source, by);
      return;
    }
    this.size += source.text.length;
    if (this.size > LARGEST && this.files.length > 0) {
      const message = `the files are too large together, write at most ${LARGEST} bytes in all`;
      this.refuse('file-unreadable', message, by ?? path);
      return;
    }
    const document = new FleetDocument(path, source.text);
    this.files.push(document);
    this.include(document);
  }

  private include(document: FleetDocument): void {
    // Most files include none, for which they need not be parsed.
    if (!/\binclude\b/.test(document.text)) return;
    this.chain.push(document);
    for (const [index, entry] of included(document.data).entries()) {
      if (typeof entry !== 'string' || entry === '') continue;
      const by = { document, at: ['include', index] };
      if (this.chain.length > DEEPEST) {
        this.refuse('include-loop', `included through more than ${DEEPEST} files, write fewer`, by);
        break;
      }
      const folder = document.path === STDIN ? '.' : dirname(document.path);
      const own = identityOf(document.path);
      const found = matching(folder, entry, (file) => identityOf(file) === own);
      if (found.length === 0) this.refuse('no-match', noFile(entry), by);
      for (const file of found) this.add(file, undefined, by);
    }
    this.chain.pop();
  }

  /** A file that is included is refused where it is, as far as it has been read. */
  private refuseSource(
    path: string,
    source: Exclude<Source, { text: string }>,
    by?: Inclusion,
  ): void {
    const { code, message, at } = source;
    if (by && at.line === 0) {
      const found = `cannot be included, found ${JSON.stringify(shownPath(path))}: ${message}`;
      this.refuse(code, found, by);
      return;
    }
    this.problems.push({ ...error(code, [], message), file: shownPath(path), ...at });
  }

  private refuse(code: Code, message: string, by: Inclusion | string | undefined): void {
    if (by === undefined || typeof by === 'string') {
      const whole = { file: shownPath(by ?? ''), line: 0, col: 0 };
      this.problems.push({ ...error(code, [], message), ...whole });
      return;
    }
    const { document, at } = by;
    const place = { file: document.name, ...document.locate(at) };
    this.problems.push({ ...error(code, at, message), ...place });
  }
}

/** The same for all ways to name one file. */
function identityOf(path: string): string {
  if (path === STDIN) return path;
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

const included = (data: unknown): readonly unknown[] => {
  const { include } = Object(data) as { include?: unknown };
  return Array.isArray(include) ? include : [];
};

const emptyDirectory = (path: string) =>
  `no fleet file is in it, found no *.yaml or *.yml in ${JSON.stringify(path)}, write one or name another`;

const noFile = (entry: string) =>
  `no file is there to include, found none for ${JSON.stringify(entry)}, write one or leave it out`;
