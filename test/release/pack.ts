import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { CHARTS, type ChartName } from '../helm/parity';

/** Where a release is packed; the workflow that publishes it takes it from there. */
const DIRECTORY = 'release';

/** The archives of a release. */
export interface Packed {
  /** The npm package. */
  readonly tarball: string;
  readonly chartAt: (chart: ChartName) => string;
}

/** Packs the npm package and both charts into `release/`, over what was there. */
export async function pack(helm: string, version: string): Promise<Packed> {
  rmSync(DIRECTORY, { recursive: true, force: true });
  mkdirSync(DIRECTORY);
  // The build ran before this program, which is a part of it and would be removed by another one.
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', DIRECTORY]);
  for (const chart of CHARTS) {
    await run(helm, ['package', join('helm', chart), '--destination', DIRECTORY]);
  }
  // By their beginning, so that a chart of another version is looked at, too.
  const archive = (start: string) =>
    resolve(DIRECTORY, readdirSync(DIRECTORY).find((name) => name.startsWith(start)) ?? start);
  return {
    tarball: archive(`promfleet-${version}`),
    chartAt: (chart) => archive(`${chart}-`),
  };
}

/** What is in `release/` and should not be, or the other way round. */
export function archiveProblems(version: string): string[] {
  const right = ['promfleet', ...CHARTS].map((name) => `${name}-${version}.tgz`).sort();
  const found = readdirSync(DIRECTORY).sort();
  if (isDeepStrictEqual(found, right)) return [];
  return [
    `${DIRECTORY}/ is not what is published, found ${found.join(', ')}, expected ${right.join(', ')}`,
  ];
}

/**
 * Installs a packed package in a directory with nothing else, as its users do.
 *
 * @returns the directory of the installed package
 */
export async function install(tarball: string, directory: string): Promise<string> {
  // Without one, npm installs where it finds one above.
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  await addTo(directory, tarball);
  return join(directory, 'node_modules', 'promfleet');
}

/** Installs a packed package in a project, and what that has besides, but for its tools. */
export async function addTo(directory: string, tarball: string): Promise<void> {
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=dev'];
  await run('npm', ['install', ...flags, tarball], directory);
}

/** Runs the installed command, and gives what it prints. */
export const promfleet = (directory: string, ...args: string[]) =>
  run('npx', ['--no', '--', 'promfleet', ...args], directory);

/** Runs a program; if it fails, the error says with which words. */
export async function run(program: string, args: readonly string[], cwd?: string): Promise<string> {
  // npm that is run by `npm run -s` says nothing about what is wrong, either.
  const env = { ...process.env, npm_config_loglevel: 'error' };
  const { stdout } = await promisify(execFile)(program, args, {
    cwd,
    env,
    maxBuffer: 1 << 28,
  }).catch(
    ({ message, stdout = '', stderr = '' }: Error & { stdout?: string; stderr?: string }) => {
      const lines = (stderr || stdout || message).trim().split('\n');
      // A crash of Node begins with the source code of where it was.
      const first = lines.findIndex((line) => /error/i.test(line) && !line.includes('throw'));
      const said = lines.slice(Math.max(first, 0)).slice(0, 3).join('; ');
      throw new Error(`${[program, ...args].join(' ')} failed: ${said}`);
    },
  );
  return stdout;
}
