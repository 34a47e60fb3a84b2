import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../synth/synthesize';
import { fleetOf } from './fleet';

/** One synthesis in a process of its own. */
export interface Measurement {
  /** From the start of the process to its end. */
  readonly wallMs: number;
  /** Of all threads, so that it can exceed the wall time. */
  readonly cpuMs: number;
  readonly peakMiB: number;
  readonly objects: number;
  readonly bytes: number;
}

/**
 * Times the synthesis of a new fleet of `clusters` members.
 *
 * What it writes is removed when all is measured: ext4 is slow to make files where many have just
 * been deleted.
 */
export function measureSynthesis(clusters: number): Measurement {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-bench-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  const fleet = join(directory, 'fleet.yaml');
  writeFileSync(fleet, fleetOf(clusters));
  const start = process.hrtime.bigint();
  const { status, output, stderr } = spawnSync(
    process.execPath,
    [
      ...['--require', join(__dirname, 'report-usage.js')],
      join(__dirname, '..', 'cli', 'bin.js'),
      ...['synth', '--fleet', fleet, '--out', join(directory, 'dist')],
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], encoding: 'utf8' },
  );
  const wallMs = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`synth failed: ${stderr}`);
  const [peakKiB, cpuUs] = JSON.parse(output[3] ?? '');
  return { wallMs, cpuMs: cpuUs / 1000, peakMiB: peakKiB / 1024, ...size(fleet) };
}

/** What a fleet file renders to, counted outside of the measurement. */
function size(fleet: string): Pick<Measurement, 'objects' | 'bytes'> {
  const { result, diagnostics } = synthesize({ fleet });
  if (!result) throw new Error(JSON.stringify(diagnostics));
  return { objects: result.objects, bytes: result.bytes };
}
