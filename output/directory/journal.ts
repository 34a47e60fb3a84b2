import { mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Changes to a directory tree, each of which can be taken back. */
export class Journal {
  private readonly undo: (() => void)[] = [];
  private readonly made = new Set<string>();

  /** Makes a directory and those above it. */
  makeDirectory(path: string): void {
    if (this.made.has(path)) return;
    this.made.add(path);
    const first = mkdirSync(path, { recursive: true });
    if (first !== undefined) {
      this.undo.push(() => rmSync(first, { recursive: true, force: true }));
    }
  }

  /** Moves a file or directory; the directories above its new place are made. */
  move(from: string, to: string): void {
    this.makeDirectory(dirname(to));
    renameSync(from, to);
    this.undo.push(() => renameSync(to, from));
  }

  /** Removes a directory that has to be empty. */
  removeDirectory(path: string): void {
    rmdirSync(path);
    this.undo.push(() => mkdirSync(path));
  }

  /** Takes all changes back, the last one first. */
  rollBack(): void {
    for (const step of this.undo.splice(0).reverse()) step();
  }
}
