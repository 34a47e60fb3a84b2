import { checkOwnDashboards, checkUsersRules } from '../dashboards/check';
import { ownDashboards } from '../dashboards/own';
import { type Diagnostic, hasErrors, type PlacedDiagnostic, sortDiagnostics } from '../diagnostics';
import { type FleetFile, type FleetPath, type Given, readFleetFile } from '../inventory';
import { resolveFleet } from '../model/resolve';
import type { Fleet } from '../model/types';
import { checkPrometheus } from '../prometheus/check';
import { dashboardsFolder, type Folder, folderDigest, readFolder } from './dashboards-folder';

/** A fleet file read, resolved and checked. */
export interface LoadedFleet {
  /** Absent when and only when a diagnostic is an error. */
  readonly fleet?: Fleet;
  /** Everything there is to say of it, by position. */
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** The texts of its files by the names that diagnostics carry, for carets. */
  readonly texts: ReadonlyMap<string, string>;
  /** A folder that was read, too, and what stood in it; absent where there is none. */
  readonly folder?: { readonly path: string; readonly digest: string };
  /** Gives what is found later its place in the file. */
  readonly place: (diagnostics: readonly Diagnostic[]) => PlacedDiagnostic[];
}

/**
 * Reads and resolves a fleet file; never throws for what people wrote in it.
 *
 * @param path - of a file, a pipe, or a directory of files, or several; `-` is standard input
 * @param given - what stands in it, if it was read already
 */
export function loadFleet(path: FleetPath, given?: Given): LoadedFleet {
  const { file, problems, texts, place, fileOf } = readFleetFile(path, given);
  if (!file) return { diagnostics: problems, texts, place };
  const folder = dashboardsFolder(fileOf(['hub']), file);
  const read = folder === undefined ? undefined : readFolder(folder);
  const own = read && readOwn(read, file);
  const { fleet, diagnostics } = resolveFleet(file, own?.dashboards);
  const found = [
    ...place([
      ...(own?.diagnostics ?? []),
      ...diagnostics,
      ...checkPrometheus(fleet),
      ...checkUsersRules(fleet),
    ]),
    ...(own?.problems ?? []),
    // What is no PromQL asks for nothing.
    ...(own?.problems.length === 0 ? sortDiagnostics(checkOwnDashboards(fleet)) : []),
  ];
  return {
    fleet: hasErrors(found) ? undefined : fleet,
    diagnostics: found,
    texts,
    ...(folder && read ? { folder: { path: folder, digest: folderDigest(read) } } : {}),
    place,
  };
}

/** The user's dashboards, and what is wrong with them and their folder. */
function readOwn({ files, problems, diagnostics }: Folder, { hub }: FleetFile) {
  const own = ownDashboards(files, hub.grafana?.dashboards?.disabled ?? []);
  return {
    dashboards: own.dashboards,
    problems: sortDiagnostics([...problems, ...own.problems]),
    diagnostics,
  };
}
