import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** Path of promtool: what PROMTOOL names, or the first on PATH; undefined if there is none. */
export const promtool = find();

/** `it` for tests that need promtool: without one they are skipped, and say why. */
export const itWithPromtool: jest.It = promtool ? it : skipped();

/** Runs promtool over files by name, in an empty directory of their own. */
export function runPromtool(
  args: readonly string[],
  files: Readonly<Record<string, string>>,
): { ok: boolean; output: string } {
  if (!promtool) throw new Error('runPromtool outside itWithPromtool');
  const directory = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    for (const [name, text] of Object.entries(files)) write(join(directory, name), text);
    const { status, stdout, stderr } = spawnSync(promtool, args, {
      cwd: directory,
      encoding: 'utf8',
    });
    return { ok: status === 0, output: `${stdout}${stderr}` };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * Has promtool check `config/prometheus.yml` and the files it names.
 *
 * promtool wants certificates and tokens to be there (prometheus#15446): whatever absolute file
 * the configuration names is put beside it, empty.
 */
export function expectValidConfig(files: Readonly<Record<string, string>>): void {
  const all: Record<string, string> = {};
  for (const [name, text] of Object.entries(files)) {
    all[name] = text.replace(/(_file: )['"]?\/([^'"\n]+)['"]?/g, (_, key, path) => {
      all[path] = '';
      return `${key}../${path}`;
    });
  }
  const result = runPromtool(['check', 'config', 'config/prometheus.yml'], all);
  if (!result.ok) throw new Error(result.output);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function find(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((dir) => join(dir, 'promtool'));
  return [process.env.PROMTOOL, ...onPath].find((file) => file && isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function skipped(): jest.It {
  process.stderr.write('promtool is neither in PROMTOOL nor on PATH: its checks are skipped\n');
  return it.skip as jest.It;
}
