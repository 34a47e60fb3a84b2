import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isOwnFile, ownDirectories } from '../../charts/layout';

/**
 * The files below `directory` that a synthesis wrote or would write. Whatever else lies there is
 * not ours to touch, and neither is what links lead to.
 */
export function ownedFiles(directory: string): string[] {
  const real = new Set(directories(directory));
  const isReal = (folder: string) => real.has(folder.split('/')[0] ?? '');
  const subdirectories = (folder: string) =>
    isReal(folder) ? directories(join(directory, folder)) : [];
  return ownDirectories(subdirectories)
    .filter(isReal)
    .flatMap((folder) =>
      entries(join(directory, folder))
        .filter((entry) => entry.isFile() && isOwnFile(entry.name))
        .map(({ name }) => `${folder}/${name}`),
    );
}

function directories(directory: string): string[] {
  return entries(directory)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
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
