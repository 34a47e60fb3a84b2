import {
  chmodSync,
  linkSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { OutputError } from './directory/error';

/**
 * Writes a file that is not there, whole or not at all.
 *
 * @throws OutputError when there is one, also of another process, or it cannot be written
 */
export function createFile(path: string, text: string): void {
  written(path, () => {
    const draft = draftOf(path);
    try {
      writeFileSync(draft, text, { flag: 'wx' });
      place(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

/**
 * Writes a file that is there anew, whole or not at all; a link stays one, and so do the rights and
 * a byte order mark.
 *
 * @param before - its text without a byte order mark, when it was read
 * @throws OutputError when it has another text by now, or cannot be written
 */
export function replaceFile(path: string, before: string, after: string): void {
  written(path, () => {
    const real = realpathSync(path);
    const now = readFileSync(real, 'utf8');
    const mark = now.startsWith('\uFEFF') ? '\uFEFF' : '';
    if (now.slice(mark.length) !== before) {
      throw new OutputError(`${path} was changed meanwhile and is as it was found, run this again`);
    }
    const draft = draftOf(real);
    try {
      writeFileSync(draft, mark + after, { flag: 'wx' });
      chmodSync(draft, statSync(real).mode);
      renameSync(draft, real);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

const draftOf = (path: string) => join(dirname(path), `.${basename(path)}.${process.pid}.draft`);

/** A rename would take the place of a file that came meanwhile; a link does not. */
function place(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new OutputError(`${path} is there already, name another file`);
    if (!NO_LINKS.has(code)) throw error;
    if (statSync(path, { throwIfNoEntry: false })) {
      throw new OutputError(`${path} is there already, name another file`);
    }
    renameSync(draft, path);
  }
}

/** What file systems answer that have no hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

function written(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = code === 'ENOENT' ? 'there is no such directory, make it' : message;
    throw new OutputError(`cannot write ${path}: ${why}`);
  }
}
