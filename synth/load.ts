import { type Problem, readFleetFile, sortProblems } from '../inventory';
import type { FilePath, ModelProblem } from '../model/problem';
import { resolveFleet } from '../model/resolve';
import type { Fleet } from '../model/types';

/** A fleet file read and resolved, or everything that is wrong with it. */
export interface LoadedFleet {
  /** Present when and only when there are no problems. */
  readonly fleet?: Fleet;
  readonly problems: readonly Problem[];
  /** The file's text, for carets; absent when it could not be read. */
  readonly source?: string;
  /** Gives problems found later their place in the file. */
  readonly place: (problems: readonly ModelProblem[]) => Problem[];
}

/** Reads and resolves a fleet file; never throws for what people wrote in it. */
export function loadFleet(path: string): LoadedFleet {
  const { file, problems, source, locate } = readFleetFile(path);
  const place = (found: readonly ModelProblem[]) =>
    sortProblems(
      found.map(({ paths, message }) => {
        const place = paths.find((candidate) => stands(file, candidate)) ?? [];
        return { file: path, ...locate(place), path: place, message };
      }),
    );
  if (!file) return { problems, source, place };
  const resolution = resolveFleet(file);
  if (resolution.problems.length > 0)
    return { problems: place(resolution.problems), source, place };
  return { fleet: resolution.fleet, problems: [], source, place };
}

/** Whether something is written at a path. */
function stands(value: unknown, path: FilePath): boolean {
  let node = value as Record<string | number, unknown> | undefined;
  for (const key of path) node = node?.[key] as typeof node;
  return node !== undefined;
}
