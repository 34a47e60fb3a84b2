import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OutputError } from './error';

const PREFIX = '.promfleet-';

/**
 * A directory beside what is to be replaced, on the same file system, so that moving a file
 * from it is one rename.
 */
export class Staging {
  private readonly directory: string;
  private files = 0;

  /** @param parent - an existing directory */
  constructor(parent: string) {
    sweep(parent);
    this.directory = join(parent, `${PREFIX}${process.pid}`);
    mkdirSync(this.directory);
  }

  /** A path that is free in it. */
  free(): string {
    this.files += 1;
    return join(this.directory, String(this.files));
  }

  /**
   * Stages a file and returns its path.
   *
   * They all lie in one directory: making a file in each of many directories takes ext4 ten times
   * as long as making them in one and moving them.
   */
  write(text: string): string {
    const file = this.free();
    writeFileSync(file, text);
    return file;
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
