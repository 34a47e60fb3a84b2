import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isOwnFile, ownDirectories } from '../../charts/layout';

/**
 * The files below `directory` that a synthesis wrote or would write. Whatever else lies there is
 * not ours to touch.
 */
export function ownedFiles(directory: string): string[] {
  const subdirectories = (path: string) =>
    entries(join(directory, path))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  return ownDirectories(subdirectories).flatMap((folder) =>
    entries(join(directory, folder))
      .filter((entry) => entry.isFile() && isOwnFile(entry.name))
      .map(({ name }) => `${folder}/${name}`),
  );
}

function entries(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
