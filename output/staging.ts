import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OutputError } from './error';

const PREFIX = '.promfleet-';

/**
 * A directory beside what is to be replaced, on the same file system, so that moving a file
 * from it is one rename.
 */
export class Staging {
  readonly directory: string;
  private readonly made = new Set<string>();

  /** @param parent - an existing directory */
  constructor(parent: string) {
    sweep(parent);
    this.directory = join(parent, `${PREFIX}${process.pid}`);
    mkdirSync(this.directory);
  }

  /** Path of a new file in it. */
  file(...segments: string[]): string {
    return join(this.directory, ...segments);
  }

  write(path: string, text: string): void {
    const file = this.file(path);
    const parent = dirname(file);
    if (!this.made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      this.made.add(parent);
    }
    writeFileSync(file, text);
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
