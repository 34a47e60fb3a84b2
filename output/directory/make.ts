import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory and those above it, and returns the first that was not there.
 *
 * With its option `recursive`, Node never comes back where the system answers that there is no such
 * directory although what is above it is there, as in /proc.
 */
export function makeDirectories(path: string, mode?: number): string | undefined {
  const missing: string[] = [];
  for (let each = path; !isThere(each); each = dirname(each)) missing.unshift(each);
  for (const each of missing) {
    try {
      mkdirSync(each, { mode });
    } catch (error) {
      // Another run may have been quicker.
      if (!statSync(each, { throwIfNoEntry: false })?.isDirectory()) throw error;
    }
  }
  return missing[0];
}

const isThere = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined;
