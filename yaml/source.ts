import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Position } from '../diagnostics';

/**
 * A file of 10,000 clusters has some 2 MB. The worst that fits into this takes 2 GB of memory to
 * read; of twice as much the JavaScript engine would give up without a word of ours.
 */
export const LARGEST = 4 * 1024 * 1024;

/** The path that stands for standard input. */
export const STDIN = '-';

/** The text of a file, or what keeps it from being read. */
export type Source =
  | { readonly text: string }
  | {
      readonly code: 'file-unreadable' | 'invalid-encoding';
      readonly message: string;
      readonly at: Position;
    };

/**
 * Reads a file or a pipe as strict UTF-8; a byte order mark is taken off.
 *
 * @param path - `-` is standard input
 */
export function readSource(path: string): Source {
  let bytes: Buffer | undefined;
  try {
    const descriptor = path === STDIN ? 0 : openSync(path, 'r');
    try {
      const stat = fstatSync(descriptor);
      if (stat.isDirectory())
        return whole('not a file, found a directory, name the fleet file in it');
      // A device may never end; standard input may be one, if a person types.
      if (!stat.isFile() && !stat.isFIFO() && !stat.isSocket() && path !== STDIN)
        return whole('not a file or a pipe, write the name of the fleet file');
      bytes = readAll(descriptor);
    } finally {
      if (path !== STDIN) closeSync(descriptor);
    }
  } catch (error) {
    return whole(reason(error));
  }
  if (!bytes) return whole(`the file is too large, write at most ${LARGEST} bytes`);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return notUtf8(bytes);
  }
}

const CHUNK = 1024 * 1024;

/** Everything that comes from a descriptor; nothing if it is too much. */
function readAll(descriptor: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= LARGEST; ) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readChunk(descriptor, chunk);
    if (read === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, read));
    size += read;
  }
  return undefined;
}

/** Standard input is not blocking where its other end made it so: it is asked again. */
function readChunk(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

const PAUSE_MS = 10;

const whole = (message: string): Source => ({
  code: 'file-unreadable',
  message,
  at: { line: 0, col: 0 },
});

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
    code: 'invalid-encoding',
    message: `not UTF-8, found the byte ${byte}, save the file as UTF-8`,
    at: { line: before.length, col: (before.at(-1)?.length ?? 0) + 1 },
  };
}
