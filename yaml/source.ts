import { readFileSync, statSync } from 'node:fs';
import type { Position } from '../diagnostics/diagnostic';

/** A file of 10,000 clusters has some 2 MB; what is larger by far is not a fleet file. */
const LARGEST = 32 * 1024 * 1024;

/** The text of a file, or what keeps it from being read. */
export type Source = { readonly text: string } | { readonly wrong: string; readonly at: Position };

/** Reads a file as strict UTF-8; a byte order mark is taken off. */
export function readSource(path: string): Source {
  let bytes: Buffer;
  try {
    const stat = statSync(path);
    if (stat.isDirectory())
      return whole('not a file, found a directory, name the fleet file in it');
    if (!stat.isFile()) return whole('not a regular file, write the name of the fleet file');
    if (stat.size > LARGEST) {
      return whole(`the file is too large, found ${stat.size} bytes, write at most ${LARGEST}`);
    }
    bytes = readFileSync(path);
  } catch (error) {
    return whole(reason(error));
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return notUtf8(bytes);
  }
}

const whole = (wrong: string): Source => ({ wrong, at: { line: 0, col: 0 } });

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return 'there is no such file, write one or name another';
  if (code === 'EACCES' || code === 'EPERM')
    return 'the file cannot be read, allow it with chmod +r';
  return `the file cannot be read: ${message}`;
}

function notUtf8(bytes: Buffer): Source {
  // The decoder marks what it cannot read with U+FFFD, which may also stand there rightly.
  const text = new TextDecoder('utf-8').decode(bytes);
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let [offset, index] = [bom, 0];
  for (; index < text.length; ) {
    const next = text.indexOf('\uFFFD', index);
    offset += Buffer.byteLength(text.slice(index, next));
    index = next;
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) break;
    offset += 3;
    index += 1;
  }
  const before = text.slice(0, index).split('\n');
  const byte = `0x${bytes[offset]?.toString(16).padStart(2, '0')}`;
  return {
    wrong: `not UTF-8, found the byte ${byte}, save the file as UTF-8`,
    at: { line: before.length, col: (before.at(-1)?.length ?? 0) + 1 },
  };
}
