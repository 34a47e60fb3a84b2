import { hash } from 'node:crypto';
import { posix } from 'node:path';
import type { RenderedFile } from './renderer';

/** Characters of a digest: 64 bits, as nobody gains anything by a second text that has it. */
const LENGTH = 16;

/**
 * A digest of files in a directory: of what `sha256sum` says of them, so that others come to it, too,
 * and so that a text which a fleet has in common is read once.
 *
 * @param files - in the order of their names
 */
export function digestOf(files: readonly Pick<RenderedFile, 'path' | 'sha256'>[]): string {
  const sums = files.map(({ path, sha256 }) => `${sha256()}  ${posix.basename(path)}\n`);
  return hash('sha256', sums.join('')).slice(0, LENGTH);
}
