import { copyFileSync, linkSync, mkdirSync, renameSync, rmdirSync } from 'node:fs';

/** Changes to a directory tree, each of which can be taken back. */
export class Journal {
  private readonly undo: (() => void)[] = [];

  /** Moves a file or directory to where nothing is. */
  move(from: string, to: string): void {
    renameSync(from, to);
    this.undo.push(() => renameSync(to, from));
  }

  /**
   * Moves a file over another, which is there until the new one is.
   *
   * @param kept - where the other can be found from then on
   */
  replace(from: string, to: string, kept: string): void {
    duplicate(to, kept);
    renameSync(from, to);
    this.undo.push(() => renameSync(kept, to));
  }

  /** Removes a directory if it is empty. */
  removeEmptyDirectory(path: string): void {
    if (removeIfEmpty(path)) this.undo.push(() => mkdirSync(path));
  }

  /** Takes all changes back, the last one first, and returns what kept any from it. */
  rollBack(): unknown[] {
    return this.undo
      .splice(0)
      .reverse()
      .flatMap((step) => {
        try {
          step();
          return [];
        } catch (error) {
          return [error];
        }
      });
  }
}

/** Removes a directory unless something is in it; says whether it did. */
export function removeIfEmpty(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(code)) return false;
    throw error;
  }
}

/** Not every file system has links, and some users may not make them to the files of others. */
function duplicate(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'EIO', 'ENOSPC', 'EROFS'].includes(code)) throw error;
    copyFileSync(from, to);
  }
}
