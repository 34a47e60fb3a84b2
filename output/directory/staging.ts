import { existsSync, mkdirSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { claim, OWNER, removeClaim } from './claim';
import { OutputError } from './error';
import { removeIfEmpty } from './journal';
import { thisProcess } from './owner';

const BEAT_MS = 1000;

/**
 * A directory below what is to be written, on the same file system, so that moving a file from it
 * is one rename. Whoever has one is the only one that writes there.
 */
export class Staging {
  /** The tree of staged files, laid out as they are to lie. */
  readonly tree: string;
  /** What was replaced or removed, until all is in place. */
  readonly old: string;
  private readonly directory: string;
  private readonly made = new Set<string>();
  private readonly signature = thisProcess();
  private beaten = Date.now();

  /**
   * @param parent - an existing directory
   * @throws OutputError when another run writes there
   */
  constructor(parent: string) {
    this.directory = claim(parent);
    this.tree = join(this.directory, 'new');
    this.old = join(this.directory, 'old');
  }

  /** Stages a file. */
  write(path: string, text: string): void {
    const file = join(this.tree, path);
    this.makeDirectory(dirname(file));
    writeFileSync(file, text);
  }

  /** The path that what lies at `path` is kept under. */
  kept(path: string): string {
    // Not with what is above it, which is gone if another run has taken over.
    if (!this.made.has(this.old)) mkdirSync(this.old);
    this.made.add(this.old);
    return join(this.old, encodeURIComponent(path));
  }

  /** Shows others, now and then, that this run lives. */
  beat(): void {
    if (Date.now() - this.beaten > BEAT_MS) this.now();
  }

  /**
   * The time of the file system in nanoseconds: that of a file changed now.
   *
   * @throws OutputError when another run has taken over
   */
  now(): bigint {
    const file = join(this.directory, OWNER);
    try {
      // The same bytes again, in place: others may read it at any moment.
      writeFileSync(file, this.signature, { flag: 'r+' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw this.takenOver();
    }
    this.beaten = Date.now();
    return statSync(file, { bigint: true }).ctimeNs;
  }

  /** Whether no other run has taken over. */
  isOurs(): boolean {
    return existsSync(join(this.directory, OWNER));
  }

  /** What is said when another run has. */
  takenOver(): OutputError {
    return new OutputError(
      `another promfleet has taken over, found ${this.directory} removed, run it again`,
    );
  }

  /** Removes what was staged after that. */
  retreat(): void {
    rmSync(this.tree, { recursive: true, force: true });
    removeIfEmpty(this.directory);
  }

  remove(): void {
    removeClaim(this.directory);
  }

  /** Leaves what was replaced or removed for people to look at: no run will take it for its own. */
  abandon(): void {
    rmSync(this.tree, { recursive: true, force: true });
    unlinkSync(join(this.directory, OWNER));
  }

  private makeDirectory(path: string): void {
    if (this.made.has(path)) return;
    mkdirSync(path, { recursive: true });
    this.made.add(path);
  }
}
