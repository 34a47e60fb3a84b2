import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What came of a run of promfleet in a process of its own. */
export interface Measured {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** The most memory that the process took. */
  readonly megabytes: number;
}

const LIB = join(__dirname, '../../..');

/**
 * Runs promfleet.
 *
 * @param directory - for what is measured
 */
export function measure(directory: string, args: readonly string[]): Promise<Measured> {
  const memory = join(directory, 'memory');
  const preload = join(LIB, 'test/access/speed/preload.js');
  const since = Date.now();
  const child = spawn(process.execPath, ['--require', preload, join(LIB, 'cli/bin.js'), ...args], {
    env: { ...process.env, PROMFLEET_SPEED_MEMORY: memory },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = (Date.now() - since) / 1000;
      const megabytes = Number(readFileSync(memory, 'utf8')) / 1024 / 1024;
      resolve({ code, stdout, stderr, seconds, megabytes });
    });
  });
}
