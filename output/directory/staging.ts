import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OutputError } from './error';

const PREFIX = '.promfleet-';

/**
 * A directory beside what is to be replaced, on the same file system, so that moving a file
 * from it is one rename.
 */
export class Staging {
  /** The tree of staged files, laid out as they are to lie. */
  readonly tree: string;
  private readonly directory: string;
  private readonly made = new Set<string>();
  private taken = 0;

  /** @param parent - an existing directory */
  constructor(parent: string) {
    sweep(parent);
    this.directory = join(parent, `${PREFIX}${process.pid}`);
    this.tree = join(this.directory, 'new');
    mkdirSync(this.directory);
  }

  /** Stages a file. */
  write(path: string, text: string): void {
    const file = join(this.tree, path);
    const folder = dirname(file);
    if (!this.made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.made.add(folder);
    }
    writeFileSync(file, text);
  }

  /** A path for something that makes room, or for a moment. */
  free(): string {
    this.taken += 1;
    return join(this.directory, `old-${this.taken}`);
  }

  /** The time of the file system in nanoseconds: that of a file made now. */
  now(): bigint {
    const file = this.free();
    writeFileSync(file, '');
    return statSync(file, { bigint: true }).ctimeNs;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Removes what a killed run left, and refuses to run beside one that lives. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length));
    if (pid !== process.pid && isAlive(pid)) {
      throw new OutputError(
        `another promfleet (process ${pid}) is writing here, found ${join(parent, name)}, wait for it to end`,
      );
    }
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
