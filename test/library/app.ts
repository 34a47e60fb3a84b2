import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments, stringify } from 'yaml';
import type { Manifest } from '../fleet';
import { readTree, type Tree } from '../release/tree';

const OWN_APP = join('examples', 'own-app');

/** Copies the example; without its `package.json` it imports what this checkout has built. */
export function copyOwnApp(directory: string, packageToo: boolean): void {
  const filter = (path: string) =>
    !/\/(node_modules|lib|dist)$/.test(path) && (packageToo || !path.endsWith('package.json'));
  cpSync(OWN_APP, directory, { recursive: true, filter });
}

/** An empty directory in which `promfleet/constructs` is what this checkout has built. */
export function insideCheckout(): string {
  mkdirSync('lib', { recursive: true });
  return mkdtempSync(join('lib', 'app-'));
}

/** Compiles an app with its own settings, runs it, and gives what it wrote. */
export async function synthesised(directory: string): Promise<Tree> {
  const run = promisify(execFile);
  await run(resolve('node_modules', '.bin', 'tsc'), ['-p', '.'], { cwd: directory }).catch(
    ({ stdout = '', message }: Error & { stdout?: string }) => {
      throw new Error(stdout || message);
    },
  );
  await run(process.execPath, [join('lib', 'main.js')], { cwd: directory });
  return readTree(join(directory, 'dist'));
}

/** Settings of the example for another app. */
export function writeSettings(directory: string): void {
  cpSync(join(OWN_APP, 'tsconfig.json'), join(directory, 'tsconfig.json'));
}

/** Writes files of an app. */
export function writeApp(directory: string, files: Readonly<Record<string, string>>): void {
  writeSettings(directory);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
}

/** Name of the golden of what the example writes. */
export const OWN_APP_GOLDEN = 'examples/own-app.yaml';

/** What the example writes: the objects of each file, and whole those that are its own doing. */
export function ownAppSummary(tree: Tree): string {
  const files = [...tree]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, text]) => [path, objectsOf(String(text))] as const);
  const all = files.flatMap(([, objects]) => objects);
  const listed = files.map(([path, objects]) => [
    path,
    objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  ]);
  const whole = all.filter(({ kind }) => kind === 'StatefulSet' || kind === 'CronJob');
  return [Object.fromEntries(listed), ...whole]
    .map((one) => stringify(one, { lineWidth: 0 }))
    .join('---\n');
}

const objectsOf = (text: string): Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS());
