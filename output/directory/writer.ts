import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OutputError } from './error';
import { Journal } from './journal';
import { ownedFiles } from './owned';
import { type Signatures, Signer, signature } from './signatures';
import { Staging } from './staging';

/** What a synthesis did to the output directory. */
export interface Changes {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/**
 * Writes a directory whole or not at all.
 *
 * Files are staged as they come and moved into place by `commit`, whose renames are taken back
 * if one of them fails. A file whose bytes are there already is left alone.
 */
export class DirectoryWriter {
  private readonly directory: string;
  private readonly exists: boolean;
  private readonly staging: Staging;
  private readonly journal = new Journal();
  private readonly signer: Signer;
  private readonly stale: Set<string>;
  private readonly written: string[] = [];
  private readonly unchanged: string[] = [];

  /**
   * @param directory - made if it is not there
   * @throws OutputError when it cannot be written
   */
  constructor(directory: string) {
    this.directory = resolve(directory);
    this.exists = existsSync(this.directory);
    this.staging = userErrors(directory, () => {
      if (this.exists && !statSync(this.directory).isDirectory()) {
        throw new OutputError(`not a directory, found the file ${directory}, name another`);
      }
      if (!this.exists) this.journal.makeDirectory(dirname(this.directory));
      return new Staging(this.exists ? this.directory : dirname(this.directory));
    });
    this.signer = userErrors(directory, () => new Signer(this.staging));
    this.stale = new Set(this.exists ? ownedFiles(this.directory) : []);
  }

  /** Adds a file; `path` is relative to the directory. */
  add(path: string, text: string): void {
    userErrors(this.directory, () => {
      if (this.stale.delete(path) && readFileSync(join(this.directory, path), 'utf8') === text) {
        this.unchanged.push(path);
      } else {
        this.staging.write(path, text);
        this.written.push(path);
      }
    });
  }

  /** Whether what lies there is what was signed: no file touched, none more, none less. */
  holds(signatures: Signatures): boolean {
    return (
      this.stale.size === Object.keys(signatures).length &&
      [...this.stale].every((path) => signature(this.directory, path) === signatures[path])
    );
  }

  /**
   * Puts everything into place, and removes what was written for clusters that have left.
   *
   * @param onSigned - told the signatures of all files, for `holds` of a later writer; it is not
   *   called if others may have touched one meanwhile
   */
  commit(onSigned?: (signatures: Signatures) => void): Changes {
    try {
      userErrors(this.directory, () => {
        this.signer.beforePlacing();
        this.place();
      });
    } catch (error) {
      this.abort();
      throw error;
    }
    const { directory, unchanged, written } = this;
    const signatures = onSigned && this.signer.sign(directory, { unchanged, written });
    this.staging.remove();
    if (signatures) onSigned(signatures);
    return { written: written.length, unchanged: unchanged.length, removed: this.stale.size };
  }

  /** Leaves the directory as it was. */
  abort(): void {
    this.journal.rollBack();
    this.staging.remove();
  }

  private place(): void {
    const { journal, staging } = this;
    if (!this.exists) {
      journal.move(staging.tree, this.directory);
      return;
    }
    const aside = (path: string) => journal.move(path, staging.free());
    for (const path of this.stale) aside(join(this.directory, path));
    for (const path of this.written) {
      const target = join(this.directory, path);
      if (existsSync(target)) aside(target);
      journal.move(join(staging.tree, path), target);
    }
    for (const folder of new Set([...this.stale].map((path) => dirname(path)))) {
      const path = join(this.directory, folder);
      if (readdirSync(path).length === 0) journal.removeDirectory(path);
    }
  }
}

/** Failures of the file system are the user's to mend: one sentence, no stack. */
function userErrors<Result>(directory: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new OutputError(`cannot write ${directory}: ${message}`);
  }
}
