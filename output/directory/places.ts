import { lstatSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { OutputError } from './error';

/** How files come to their places: in directories that are moved whole, or one by one. */
export interface Places {
  /** Directories that are not there yet. */
  readonly directories: readonly string[];
  /** Files that nothing lies in the place of. */
  readonly added: readonly string[];
  /** Files that others lie in the place of. */
  readonly replaced: readonly string[];
}

/**
 * Looks at where files are to lie, before any is moved.
 *
 * @param paths - relative to the directory
 * @throws OutputError when something is in the way that is not ours to remove
 */
export function findPlaces(directory: string, paths: readonly string[]): Places {
  const found = new Map<string, string>();
  const directories = new Set<string>();
  const files = { added: [] as string[], replaced: [] as string[] };
  const missing = (folder: string): string | undefined => {
    if (folder === '.') return undefined;
    const above = missing(dirname(folder));
    if (above !== undefined) return above;
    const kind = found.get(folder) ?? kindOf(join(directory, folder));
    found.set(folder, kind);
    if (kind === 'nothing') return folder;
    if (kind !== 'a directory') throw inTheWay(directory, folder, 'a directory', kind);
    return undefined;
  };
  for (const path of paths) {
    const folder = missing(dirname(path));
    if (folder !== undefined) {
      directories.add(folder);
      continue;
    }
    const kind = kindOf(join(directory, path));
    if (kind === 'nothing') files.added.push(path);
    else if (kind === 'a file' || kind === 'a link') files.replaced.push(path);
    else throw inTheWay(directory, path, 'a file', kind);
  }
  return { directories: [...directories], ...files };
}

function inTheWay(directory: string, path: string, right: string, kind: string): OutputError {
  return new OutputError(
    `cannot write ${directory}: ${path} has to be ${right}, found ${kind}, move it away`,
  );
}

function kindOf(path: string): string {
  const stat: Stats | undefined = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return 'nothing';
  if (stat.isDirectory()) return 'a directory';
  if (stat.isFile()) return 'a file';
  return stat.isSymbolicLink() ? 'a link' : 'something that is no file';
}
