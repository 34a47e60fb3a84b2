import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files below `directory` that a synthesis wrote or would write: `hub/*.k8s.yaml` and
 * `clusters/<name>/*.k8s.yaml`. Whatever else lies there is not ours to touch.
 */
export function ownedFiles(directory: string): string[] {
  const clusters = entries(join(directory, 'clusters')).filter((entry) => entry.isDirectory());
  return ['hub', ...clusters.map(({ name }) => join('clusters', name))].flatMap((folder) =>
    entries(join(directory, folder))
      .filter((entry) => entry.isFile() && entry.name.endsWith('.k8s.yaml'))
      .map(({ name }) => join(folder, name)),
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
