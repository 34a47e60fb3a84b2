import { type BigIntStats, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Staging } from './staging';

/**
 * What the file system says of files, by their paths below a directory. As in git's index, a file
 * of the same size, times and inode is taken for the same: whoever sets the time of modification
 * back still moves that of the last change.
 */
export type Signatures = Readonly<Record<string, string>>;

/** The signature of a file now; empty if it cannot be had. */
export function signature(directory: string, path: string): string {
  return text(stat(directory, path));
}

function stat(directory: string, path: string): BigIntStats | undefined {
  try {
    return lstatSync(join(directory, path), { bigint: true });
  } catch {
    return undefined;
  }
}

const text = (stats: BigIntStats | undefined) =>
  stats ? `${stats.size} ${stats.mtimeNs} ${stats.ctimeNs} ${stats.ino}` : '';

/** How often the clock is looked at; it moves every few milliseconds, save on odd file systems. */
const MOST_LOOKS = 50;
const PAUSE_MS = 2;

/**
 * Signs files whose bytes are known, unless others may have touched them in between. All times are
 * the file system's, whose clock is coarse and need not be that of this machine.
 */
export class Signer {
  private readonly opened: bigint;
  private placing = 0n;

  /** Made before any file is read or staged. */
  constructor(private readonly staging: Staging) {
    this.opened = staging.now();
  }

  /** Called when all files are staged and none is in place. */
  beforePlacing(): void {
    this.placing = this.staging.now();
  }

  /**
   * Signs everything once it is in place.
   *
   * @param files - those that were read and left alone, and those that were staged and moved
   * @returns nothing if there is a file whose signature need not stand for the bytes it should have
   */
  sign(
    directory: string,
    files: { readonly unchanged: readonly string[]; readonly written: readonly string[] },
  ): Signatures | undefined {
    const placed = this.staging.now();
    if (!this.passes(placed)) return undefined;
    const signatures: Record<string, string> = {};
    const sign = (path: string, isUntouched: (stats: BigIntStats) => boolean) => {
      const stats = stat(directory, path);
      signatures[path] = text(stats);
      return stats !== undefined && isUntouched(stats);
    };
    const signed =
      files.unchanged.every((path) => sign(path, ({ ctimeNs }) => ctimeNs < this.opened)) &&
      files.written.every((path) =>
        sign(path, ({ mtimeNs, ctimeNs }) => mtimeNs <= this.placing && ctimeNs <= placed),
      );
    return signed ? signatures : undefined;
  }

  /** Waits for the clock to move on: what is changed at a time that was signed leaves no trace. */
  private passes(time: bigint): boolean {
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      if (this.staging.now() > time) return true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
    return false;
  }
}
