import { realpathSync, statSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { OutputError } from './error';
import { removeIfEmpty } from './journal';
import { makeDirectories } from './make';

/** The directory that is written, made if it was not there. */
export interface Target {
  /** Its path, absolute. */
  readonly path: string;
  /** Removes what was made, unless something has come into it. */
  readonly unmake: () => void;
}

/**
 * Makes sure that there is a directory.
 *
 * @throws OutputError when there can be none
 */
export function openTarget(directory: string): Target {
  if (directory === '') throw new OutputError('not a directory, found an empty name, name one');
  const path = absolute(directory);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat && !stat.isDirectory()) {
    throw new OutputError(`not a directory, found the file ${directory}, name another`);
  }
  const first = stat ? undefined : makeDirectories(path);
  if (realpathSync(path) === parse(path).root) {
    throw new OutputError(`not to be written, found the root ${path}, name a directory below it`);
  }
  const made: string[] = [];
  for (let each = path; first?.length && each.length >= first.length; each = dirname(each)) {
    made.push(each);
  }
  return { path, unmake: () => void made.every(removeIfEmpty) };
}

function absolute(directory: string): string {
  try {
    return resolve(directory);
  } catch {
    throw new OutputError(
      `the working directory was removed, found the relative path ${directory}, change to another`,
    );
  }
}

/** Refuses to replace or remove the file that the synthesis is made from. */
export function spare(file: string, directory: string, owned: readonly string[]): void {
  const real = (path: string) => {
    try {
      return realpathSync(path);
    } catch {
      return resolve(path);
    }
  };
  const places = new Set([resolve(file), real(file)]);
  const root = real(directory);
  const path = owned.find((each) => places.has(join(root, each)));
  if (path !== undefined) {
    throw new OutputError(
      `cannot write ${directory}: the fleet file is in the way, found ${file}, move it elsewhere`,
    );
  }
}
