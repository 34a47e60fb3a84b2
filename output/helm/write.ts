import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { HelmChart } from './charts';

/** How many files were written, were the same already, and are no longer part of a chart. */
export interface ChartChanges {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/** Why nothing was written. */
export interface ChartRefusal {
  readonly refusal: string;
}

/**
 * Writes charts below a directory, each in a directory of its name. Templates of theirs that are no
 * longer part of a chart are removed, as Helm would render them; a directory that holds anything but
 * that chart is refused, and then nothing is written.
 */
export function writeCharts(
  out: string,
  charts: readonly HelmChart[],
): ChartChanges | ChartRefusal {
  const foreign = charts.find(({ name }) => !isOurs(join(out, name), name));
  if (foreign) {
    const refusal = `${join(out, foreign.name)} is no chart ${foreign.name}, found a directory without its Chart.yaml, remove it or write elsewhere with --out`;
    return { refusal };
  }
  const changes = { written: 0, unchanged: 0, removed: 0 };
  for (const { name, files } of charts) {
    const directory = join(out, name);
    for (const [path, text] of files) {
      changes[write(join(directory, path), text) ? 'written' : 'unchanged'] += 1;
    }
    for (const path of templatesIn(directory)) {
      if (files.has(path)) continue;
      rmSync(join(directory, path));
      changes.removed += 1;
    }
  }
  return changes;
}

/** Whether a directory may be written into: it is not there, is empty, or has this chart. */
function isOurs(directory: string, name: string): boolean {
  if (!existsSync(directory) || readdirSync(directory).length === 0) return true;
  const chart = join(directory, 'Chart.yaml');
  return existsSync(chart) && readFileSync(chart, 'utf8').includes(`\nname: ${name}\n`);
}

function templatesIn(directory: string): string[] {
  const templates = join(directory, 'templates');
  return readdirSync(templates, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name).slice(directory.length + 1)] : [],
  );
}

/** Writes a file, whole or not at all, unless it has this text already. */
function write(path: string, text: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
  return true;
}
