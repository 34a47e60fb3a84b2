import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import picomatch from 'picomatch';

/** Whether a path leads to a directory. */
export const isDirectory = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The files of a directory that are fleet files by their names, in the order of these. */
export const filesIn = (directory: string): string[] =>
  listing(directory, false)
    .filter((name) => /^[^.].*\.ya?ml$/.test(name))
    .map((name) => join(directory, name));

/**
 * The files that an entry of `include` means: one, those of a directory, or those that match a glob,
 * in the order of their names.
 *
 * @param folder - what the entry is relative to
 * @param isSelf - tells the file that the entry stands in, which no glob means
 * @returns a file that is named and not there, too; none where nothing matches
 */
export function matching(
  folder: string,
  entry: string,
  isSelf: (file: string) => boolean,
): string[] {
  const path = isAbsolute(entry) ? entry : join(folder, entry);
  const { isGlob, base, glob } = picomatch.scan(entry);
  // A file may be called like a glob.
  if (!isGlob || existsSync(path)) return isDirectory(path) ? filesIn(path) : [path];
  const from = isAbsolute(base) ? base : join(folder, base);
  const isWanted = picomatch(glob);
  return listing(from, glob.includes('/') || glob.includes('**'))
    .filter((name) => isWanted(name))
    .map((name) => join(from, name))
    .filter((file) => isFile(file) && !isSelf(file));
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** Names in a directory, sorted; none where it cannot be looked into. */
function listing(directory: string, recursive: boolean): string[] {
  try {
    return readdirSync(directory, { recursive, encoding: 'utf8' }).sort();
  } catch {
    return [];
  }
}
