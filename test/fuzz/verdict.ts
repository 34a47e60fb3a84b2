import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatDiagnostic, type PlacedDiagnostic } from '../../diagnostics';

/** What is wrong with how a problem is reported; nothing when it can be found and read. */
export function badReport(problem: PlacedDiagnostic, text: string): string | undefined {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const { line, col, message } = problem;
  const width = lines[line - 1]?.length;
  if (width === undefined || col < 1 || col > width + 1) return `no such place: ${line}:${col}`;
  if (message.trim() === '') return 'no message';
  const printed = formatDiagnostic(problem);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be printed
  if (/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]/.test(printed))
    return `not one plain line: ${JSON.stringify(printed)}`;
  formatDiagnostic(problem, { caret: text });
  return undefined;
}

/** A fingerprint of a directory: names, contents and times of all files. */
export function fingerprint(directory: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of files) {
    const file = join(directory, name);
    const stat = statSync(file);
    hash.update(`${name}\0${stat.mtimeMs}\0`);
    if (stat.isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}
