import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import { OutputError } from '../directory/error';
import type { Page } from './page';

/** The file that says that a directory is a preview's, and which files in it are. */
const MARKER = '.promfleet-preview.json';

const marker = z.object({
  is: z.literal('a preview of promfleet'),
  files: z.array(z.string().regex(/^[\w-]+\.html$/)),
});

/**
 * Makes sure that a directory may be written: it is not there, empty, or an earlier preview.
 *
 * @returns the files of the earlier preview
 * @throws OutputError if it is something else's
 */
export function earlierPreview(directory: string): string[] {
  const names = attempt(directory, () => readdirSync(directory)) ?? [];
  if (names.length === 0) return [];
  const text = attempt(directory, () => readFileSync(join(directory, MARKER), 'utf8'));
  const files = text === undefined ? undefined : filesIn(text);
  if (files) return files;
  throw new OutputError(
    `${directory} is not a preview of promfleet's, found ${names.sort()[0]} in it, name another with --out`,
  );
}

/**
 * Writes pages into a directory, and removes those of an earlier preview that are no more.
 *
 * @throws OutputError if it is something else's, or cannot be written
 */
export function writePreview(directory: string, pages: readonly Page[]): void {
  const before = new Set(earlierPreview(directory));
  const files = pages.map(({ file }) => file);
  try {
    mkdirSync(directory, { recursive: true });
    // First: a run that is killed leaves a directory that the next one takes for its own.
    const all = [...new Set([...files, ...before])].sort();
    writeFileSync(join(directory, MARKER), markerText(all));
    for (const { file, text } of pages) writeFileSync(join(directory, file), text);
    for (const file of before)
      if (!files.includes(file)) rmSync(join(directory, file), { force: true });
    writeFileSync(join(directory, MARKER), markerText(files));
  } catch (error) {
    throw failure(directory, error);
  }
}

const markerText = (files: readonly string[]) =>
  `${JSON.stringify({ is: 'a preview of promfleet', files }, null, 2)}\n`;

function filesIn(text: string): string[] | undefined {
  try {
    return marker.parse(JSON.parse(text)).files;
  } catch {
    return undefined;
  }
}

function attempt<Result>(directory: string, action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw failure(directory, error);
  }
}

const codeOf = (error: unknown) =>
  isNativeError(error) && 'code' in error ? error.code : undefined;

const failure = (directory: string, error: unknown) =>
  new OutputError(`cannot write ${directory}: ${isNativeError(error) ? error.message : error}`);
