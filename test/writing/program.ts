import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { run } from '../e2e/local/exec';
import { until } from '../e2e/local/wait';
import type { Place } from './network';

export interface ProcessOptions {
  readonly command: readonly string[];
  /** Environment beside that of this process. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it serves, given what it has printed. */
  readonly ready: (printed: string) => boolean | Promise<boolean>;
}

/** Runs a process for as long as a function takes, which sees what it prints. */
export async function withProcess<Result>(
  { command: [command = '', ...args], env = {}, ready }: ProcessOptions,
  use: (printed: () => string) => Promise<Result>,
): Promise<Result> {
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      printed += data;
    });
  }
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await until(`${[command, ...args].slice(0, 6).join(' ')} to serve`, () => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${printed}`);
      return ready(printed);
    });
    return await use(() => printed);
  } finally {
    process.off('exit', kill);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null && kill()) await ended;
  }
}

/** Runs a program of this folder at a place, likewise. */
export const withProgram = <Result>(
  place: Place,
  program: string,
  args: readonly string[],
  use: (printed: () => string) => Promise<Result>,
): Promise<Result> =>
  withProcess(
    {
      command: [...place.inside, process.execPath, join(__dirname, `${program}.js`), ...args],
      ready: (printed) => printed.includes('listening'),
    },
    use,
  );

/** Whether a URL is answered well, from wherever a command runs that has these words before it. */
export const answers = (inside: readonly string[], url: string): Promise<boolean> =>
  run([
    ...inside,
    process.execPath,
    '-e',
    `fetch('${url}').then((a) => process.exit(a.ok ? 0 : 1))`,
  ])
    .then(() => true)
    .catch(() => false);
