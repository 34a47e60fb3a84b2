import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { yieldsTo } from '../../charts/layout';
import { OutputError } from './error';
import { Journal } from './journal';
import { ownedFiles } from './owned';
import { findPlaces } from './places';
import { type Signatures, Signer, signature } from './signatures';
import { Staging } from './staging';
import { openTarget, spare } from './target';

/** Told the texts of a file that is there and of the other one that takes its place. */
export type OnReplace = (path: string, before: string, after: string) => void;

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
 *
 * When a run is killed there is no such choice. So the files come first, each by one rename over
 * the old one, and what is stale goes last: whatever the old and the new tree have is there at any
 * moment, and the next run, which compares all files with what they should be, does the rest.
 */
export class DirectoryWriter {
  private readonly directory: string;
  private readonly unmake: () => void;
  private readonly staging: Staging;
  private readonly journal = new Journal();
  private readonly signer: Signer;
  private readonly stale: Set<string>;
  private readonly written: string[] = [];
  private readonly unchanged: string[] = [];
  private aborted = false;

  /**
   * @param directory - made if it is not there
   * @param sources - the files that the synthesis is made from, which have to stay
   * @param onReplace - told of files of other texts; nobody is told unless given
   * @throws OutputError when it cannot be written
   */
  constructor(
    directory: string,
    sources: readonly string[] = [],
    private readonly onReplace?: OnReplace,
  ) {
    const target = userErrors(directory, () => openTarget(directory));
    this.directory = target.path;
    this.unmake = target.unmake;
    let staging: Staging | undefined;
    try {
      this.staging = staging = userErrors(directory, () => new Staging(target.path));
      this.signer = userErrors(directory, () => new Signer(this.staging));
      const owned = userErrors(directory, () => ownedFiles(target.path));
      for (const source of sources) spare(source, target.path, owned);
      this.stale = new Set(owned);
    } catch (error) {
      staging?.remove();
      target.unmake();
      throw error;
    }
  }

  /**
   * Adds a file; `path` is relative to the directory. One that would get in the way of a file of
   * somebody else's that does the same is left out.
   */
  add(path: string, text: string): void {
    if (yieldsTo(path).some((other) => existsSync(join(this.directory, other)))) return;
    userErrors(this.directory, () => {
      this.staging.beat();
      const before = this.stale.delete(path)
        ? readFileSync(join(this.directory, path), 'utf8')
        : undefined;
      if (before === text) {
        this.unchanged.push(path);
      } else {
        this.staging.write(path, text);
        this.written.push(path);
        if (before !== undefined) this.onReplace?.(path, before, text);
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
        const places = findPlaces(this.directory, this.written);
        this.signer.beforePlacing();
        this.place(places);
        // Who was taken over has not written this, whatever it moved before.
        this.staging.now();
      });
    } catch (error) {
      this.abort(error);
      throw error;
    }
    const { directory, unchanged, written } = this;
    const signatures = userErrors(directory, () => {
      const signed = onSigned && this.signer.sign(directory, { unchanged, written });
      this.staging.remove();
      return signed;
    });
    if (signatures) onSigned?.(signatures);
    return { written: written.length, unchanged: unchanged.length, removed: this.stale.size };
  }

  /**
   * Leaves the directory as it was.
   *
   * @param cause - why
   * @throws OutputError when that cannot be done; nothing is lost then, and it says where it is
   */
  abort(cause?: unknown): void {
    // What could not be put back is to stay, however often it is tried.
    if (this.aborted) return;
    this.aborted = true;
    if (!this.staging.isOurs()) {
      userErrors(this.directory, () => this.staging.retreat());
      if (cause === undefined) return;
      throw this.staging.takenOver();
    }
    const [failure] = this.journal.rollBack();
    userErrors(this.directory, () => {
      if (failure === undefined) {
        this.staging.remove();
        this.unmake();
        return;
      }
      const { old } = this.staging;
      this.staging.abandon();
      throw new OutputError(
        `${cause === undefined ? '' : `${message(cause)}; `}cannot put everything back: ` +
          `${message(failure)}; the files as they were are in ${old}`,
      );
    });
  }

  private place(places: ReturnType<typeof findPlaces>): void {
    const { directory, journal, staging } = this;
    const at = (path: string) => join(directory, path);
    const staged = (path: string) => join(staging.tree, path);
    for (const path of places.directories) journal.move(staged(path), at(path));
    for (const path of places.added) journal.move(staged(path), at(path));
    for (const path of places.replaced) {
      staging.beat();
      journal.replace(staged(path), at(path), staging.kept(path));
    }
    for (const path of this.stale) {
      staging.beat();
      journal.move(at(path), staging.kept(path));
    }
    for (const folder of new Set([...this.stale].map((path) => dirname(path)))) {
      journal.removeEmptyDirectory(at(folder));
    }
  }
}

const message = (error: unknown) => (error as Error).message;

/** Failures of the file system are the user's to mend: one sentence, no stack. */
function userErrors<Result>(directory: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new OutputError(`cannot write ${directory}: ${message(error)}`);
  }
}
