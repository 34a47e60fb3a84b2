import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** One synthesis in a process of its own. */
export interface Measurement {
  /** From the start of the process to its end. */
  readonly wallMs: number;
  /** Of all threads, so that it can exceed the wall time. */
  readonly cpuMs: number;
  readonly peakMiB: number;
  readonly objects: number;
}

/**
 * Times a synthesis of `fleet.yaml` into `dist` of a directory; records are kept there, too.
 *
 * @param version - a built checkout of promfleet
 */
export function measureSynthesis(version: string, directory: string): Measurement {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, output } = spawnSync(
    process.execPath,
    [
      ...['--require', join(__dirname, 'report-usage.js')],
      ...[join(version, 'lib', 'cli', 'bin.js'), 'synth'],
      ...['--fleet', join(directory, 'fleet.yaml'), '--out', join(directory, 'dist')],
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: join(directory, 'cache') },
    },
  );
  const wallMs = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`synth failed: ${stderr}${stdout}`);
  const [peakKiB, cpuUs] = JSON.parse(output[3] ?? '');
  const [, objects] = /(\d+) objects/.exec(stdout) ?? [];
  return { wallMs, cpuMs: cpuUs / 1000, peakMiB: peakKiB / 1024, objects: Number(objects) };
}
