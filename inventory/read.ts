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
import { find, topOffsets } from '../yaml/locate';
import { type Parsed, parseYaml } from '../yaml/parse';
import { readSource } from '../yaml/source';
import { checkNames } from './check-names';
import { explainAll } from './explain';
import { type FleetFile, fleetFile } from './schema/fleet';
import { reading } from './schema/formats';

/** What became of a fleet file: the file when it is right, else what is wrong with it. */
export interface Inventory {
  /** Present when and only when there are no problems. */
  readonly file?: FleetFile;
  /** Everything that is wrong, by position. */
  readonly problems: readonly PlacedDiagnostic[];
  /** The file's text, for carets; absent when it could not be read. */
  readonly source?: string;
  /** Gives what is found later its place: that of the deepest thing that exists on its path. */
  readonly place: (diagnostics: readonly Diagnostic[]) => PlacedDiagnostic[];
}

/**
 * Reads a fleet file and checks everything that can be said without merging the defaults.
 *
 * @param path - of a file or a pipe; `-` is standard input
 * @param source - what stands in it, if it was read already
 */
export function readFleetFile(path: string, source = readSource(path)): Inventory {
  const file = path === '-' ? '<stdin>' : path;
  if ('text' in source) return readFleetText(source.text, file);
  const { code, message, at } = source;
  const place = (diagnostics: readonly Diagnostic[]) =>
    diagnostics.map((diagnostic) => ({ ...diagnostic, file, ...at }));
  return { problems: place([error(code, [], message)]), place };
}

/** Checks the text of a fleet file; `file` is the name that diagnostics carry. */
export function readFleetText(text: string, file: string): Inventory {
  // The document of a large fleet takes more memory than all its data. It is needed to name a
  // place only, so a right file gives it up, and parses again if the model finds something; not
  // for what is said of a whole section, such as that there are many clusters.
  let parsed: Parsed | undefined = parseYaml(text);
  let offsetAtTop: ReturnType<typeof topOffsets> = () => undefined;
  const { data, faults, positionOf } = parsed;
  const tree = () => {
    parsed ??= parseYaml(text);
    return parsed;
  };
  const placed = (diagnostic: Diagnostic, position: Position): PlacedDiagnostic => {
    const cluster = clusterName(data, diagnostic.path);
    return { ...diagnostic, file, ...position, ...(cluster === undefined ? {} : { cluster }) };
  };
  const locate = (path: Path) => positionOf(offsetAtTop(path) ?? find(tree(), path).offset);
  const place = (diagnostics: readonly Diagnostic[]) =>
    sortDiagnostics(diagnostics.map((diagnostic) => placed(diagnostic, locate(diagnostic.path))));
  const refuse = (problems: readonly PlacedDiagnostic[]): Inventory => ({
    problems: sortDiagnostics(problems),
    source: text,
    place,
  });

  if (data === null && faults.length === 0) {
    const message = 'the file is empty, found no keys, write hub and clusters';
    return refuse([placed(error('invalid-yaml', [], message), { line: 1, col: 1 })]);
  }
  if (faults.length > 0) {
    return refuse(
      faults.map(({ offset, path, message }) =>
        placed(error('invalid-yaml', path, discreet(path, message)), positionOf(offset)),
      ),
    );
  }
  const result = reading(() => fleetFile.safeParse(data));
  const complaints = [
    ...explainAll(result.error?.issues ?? [], fleetFile, (path) => find(tree(), path)),
    ...checkNames(data, (path) => locate(path).line),
  ];
  if (result.success && complaints.length === 0) {
    offsetAtTop = topOffsets(tree());
    parsed = undefined;
    return { file: result.data, problems: [], source: text, place };
  }
  return refuse(
    complaints.map(({ code, path, place, at, message }) => {
      const found = find(tree(), place ?? path);
      const offset = at === 'key' ? found.keyOffset : found.offset;
      return placed(error(code, path, discreet(path, message)), positionOf(offset));
    }),
  );
}

/** Under the key of a secret, what was found had better not be said. */
const discreet = (path: Path, message: string) =>
  leadsToSecret(path) ? withoutFound(message) : message;

/** The name of the cluster whose entry a path leads into, if it has one. */
function clusterName(data: unknown, [key, index]: Path): string | undefined {
  if (key !== 'clusters' || typeof index !== 'number') return undefined;
  const entry = (data as { clusters?: { name?: unknown }[] } | undefined)?.clusters?.[index];
  return typeof entry?.name === 'string' ? entry.name : undefined;
}
