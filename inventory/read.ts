import { explainAll } from './explain';
import { find } from '../yaml/locate';
import { type Path, type Position, type Problem, sortProblems } from '../diagnostics/diagnostic';
import { type FleetFile, fleetFile } from './schema/fleet';
import { checkFleet } from './semantics';
import { readSource } from '../yaml/source';
import { parseYaml } from '../yaml/parse';

/** What became of a fleet file: the file when it is right, else what is wrong with it. */
export interface Inventory {
  /** Present when and only when there are no problems. */
  readonly file?: FleetFile;
  /** Everything that is wrong, by position. */
  readonly problems: readonly Problem[];
  /** The file's text, for carets; absent when it could not be read. */
  readonly source?: string;
  /** Position of the deepest thing that exists on a path. */
  readonly locate: (path: Path) => Position;
}

/** Reads a fleet file and checks everything that can be said without merging the defaults. */
export function readFleetFile(path: string): Inventory {
  const source = readSource(path);
  if ('wrong' in source) {
    const { wrong: message, at } = source;
    return { problems: [{ file: path, ...at, path: [], message }], locate: () => at };
  }
  return readFleetText(source.text, path);
}

/** Checks the text of a fleet file; `file` is the name that problems carry. */
export function readFleetText(text: string, file: string): Inventory {
  let parsed: ReturnType<typeof parseYaml> | undefined = parseYaml(text);
  const { data, faults, positionOf } = parsed;

  // The document of a large fleet takes more memory than all its data. It is needed to name a
  // place only, so a right file gives it up and parses again if the model finds a problem.
  const tree = () => {
    parsed ??= parseYaml(text);
    return parsed;
  };
  const locate = (path: Path) => {
    const { positionOf } = tree();
    return positionOf(find(tree(), path).offset);
  };
  const refuse = (problems: readonly Problem[]): Inventory => ({
    problems: sortProblems(problems),
    source: text,
    locate,
  });

  if (data === null && faults.length === 0) {
    const message = 'the file is empty, found no keys, write hub and clusters';
    return refuse([{ file, line: 1, col: 1, path: [], message }]);
  }
  if (faults.length > 0) {
    return refuse(
      faults.map(({ offset, path, message }) => ({ file, ...positionOf(offset), path, message })),
    );
  }
  const result = fleetFile.safeParse(data);
  const complaints = [
    ...explainAll(result.error?.issues ?? [], fleetFile, (path) => find(tree(), path)),
    ...checkFleet(data, locate),
  ];
  if (result.success && complaints.length === 0) {
    parsed = undefined;
    return { file: result.data, problems: [], source: text, locate };
  }
  return refuse(
    complaints.map(({ path, place, at, message }) => {
      const found = find(tree(), place ?? path);
      return { file, ...positionOf(at === 'key' ? found.keyOffset : found.offset), path, message };
    }),
  );
}
