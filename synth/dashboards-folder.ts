import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FolderFile } from '../dashboards/own';
import { type Diagnostic, error, type PlacedDiagnostic, warning } from '../diagnostics';
import type { FleetFile } from '../inventory';
import { readSource, STDIN } from '../yaml/source';

const KEY = ['hub', 'grafana', 'dashboards', 'folder'] as const;

/** The files of a folder, or what keeps them from being read. */
export interface Folder {
  readonly files: readonly FolderFile[];
  /** What is wrong with files. */
  readonly problems: readonly PlacedDiagnostic[];
  /** What is wrong with the folder, at its key of the fleet file. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Path of the folder with the user's dashboards; none where Grafana has none.
 *
 * @param fleet - path of the file that names it; of standard input, the working directory counts
 */
export function dashboardsFolder(fleet: string, { hub }: FleetFile): string | undefined {
  const { enabled, dashboards } = hub.grafana ?? {};
  if (enabled === false || dashboards?.folder === undefined) return undefined;
  return join(fleet === STDIN ? '.' : dirname(fleet), dashboards.folder);
}

/** Reads the files of a folder that are dashboards by their names. */
export function readFolder(folder: string): Folder {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    const message = `there is no such folder, found ${JSON.stringify(folder)}, make it or leave the key out`;
    return { files: [], problems: [], diagnostics: [error('invalid-value', KEY, message)] };
  }
  const read = names.sort().map((name) => {
    const path = join(folder, name);
    return { path, name, source: readSource(path) };
  });
  const none = `no dashboard is in it, found no file *.json in ${JSON.stringify(folder)}`;
  return {
    files: read.flatMap(({ source, ...file }) =>
      'text' in source ? [{ ...file, ...source }] : [],
    ),
    problems: read.flatMap(({ path, source }) =>
      'text' in source
        ? []
        : [{ ...error(source.code, [], source.message), ...source.at, file: path }],
    ),
    diagnostics: names.length > 0 ? [] : [warning('key-without-effect', KEY, none)],
  };
}

/** What stands in a folder, in short: equal for equal files. */
export const folderDigest = (folder: Folder) =>
  createHash('sha256').update(JSON.stringify(folder)).digest('hex');
