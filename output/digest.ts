import { hash } from 'node:crypto';
import { posix } from 'node:path';

/** The SHA-256 of a text, computed when it is asked for, and once. */
export class Sha256 {
  private known?: string;

  constructor(private readonly text: string) {}

  /** As 64 hexadecimal digits. */
  get hex(): string {
    this.known ??= hash('sha256', this.text);
    return this.known;
  }
}

/** A file that is part of what a digest is of. */
interface Summed {
  readonly path: string;
  readonly sum: Sha256;
}

/** Characters of a digest: 64 bits, as nobody gains anything by a second text that has it. */
const LENGTH = 16;

/**
 * A digest of files in a directory: of what `sha256sum` says of them, so that others come to it, too,
 * and so that a text which a fleet has in common is read once.
 *
 * @param files - in the order of their names
 */
export function digestOf(files: readonly Summed[]): string {
  const lines = files.map(({ path, sum }) => `${sum.hex}  ${posix.basename(path)}\n`);
  return hash('sha256', lines.join('')).slice(0, LENGTH);
}
