import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDiagnostic } from '../../diagnostics';
import { synthesize } from '../../synth/synthesize';
import { baseOf } from './base';
import { fuzzedFleet } from './case';
import { layOutAlertmanagers, layOutConfigs } from './configs';
import { refusedAlertmanagers, refusedConfigs } from './promtool';
import { badReport, fingerprint } from './verdict';

/** A run that takes longer than this counts as a hang. */
const LONGEST_MS = 10_000;

/** So many files share a call of promtool, or of amtool. */
const BATCH = 50;

export interface FuzzOptions {
  readonly seed: number;
  /** Numbers of the runs; each depends on the seed and its number only. */
  readonly runs: Iterable<number>;
  /** Whether promtool checks what is rendered. */
  readonly promtool: boolean;
}

export interface FuzzResult {
  readonly valid: number;
  readonly refused: number;
  /** What went wrong, with the number of the run. */
  readonly failures: readonly string[];
}

/**
 * Every fleet file either renders into what promtool and amtool accept or is refused with a problem that has
 * a place, in bounded time and without touching the output directory.
 */
export function fuzz({ seed, runs, promtool }: FuzzOptions): FuzzResult {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const out = join(folder, 'dist');
  const failures: string[] = [];
  let [valid, refused] = [0, 0];
  const checked = new Set<string>();
  const waiting = new Map<string, number>();
  const alertmanagers = new Map<string, number>();
  const checkWaiting = () => {
    const refusals = [
      ...refusedConfigs([...waiting.keys()]),
      ...refusedAlertmanagers([...alertmanagers.keys()]),
    ];
    for (const { file, message } of refusals) {
      const run = waiting.get(file) ?? alertmanagers.get(file);
      failures.push(`run ${run}: ${file.slice(folder.length)} is refused: ${message}`);
    }
    waiting.clear();
    alertmanagers.clear();
    rmSync(join(folder, 'configs'), { recursive: true, force: true });
  };
  mkdirSync(out);
  try {
    for (const run of runs) {
      const text = fuzzedFleet(baseOf(run), seed, run, promtool);
      const outcome = attempt(text, join(folder, 'fleet.yaml'), out);
      if (outcome.wrong) failures.push(`run ${run}: ${outcome.wrong}`);
      else if (!outcome.valid) refused++;
      else {
        valid++;
        const configs = join(folder, 'configs', String(run));
        if (promtool)
          for (const file of layOutConfigs(out, configs, checked)) waiting.set(file, run);
        for (const file of layOutAlertmanagers(out, configs)) alertmanagers.set(file, run);
        if (waiting.size + alertmanagers.size >= BATCH) checkWaiting();
      }
    }
    checkWaiting();
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { valid, refused, failures };
}

function attempt(text: string, file: string, out: string): { valid?: boolean; wrong?: string } {
  writeFileSync(file, text);
  const before = fingerprint(out);
  const started = performance.now();
  try {
    const { diagnostics, result } = synthesize({ fleet: file, out });
    const took = performance.now() - started;
    if (took > LONGEST_MS) return { wrong: `took ${Math.round(took)} ms` };
    if (result) return { valid: true };
    if (fingerprint(out) !== before) return { wrong: 'the output directory was changed' };
    const written = readFileSync(file, 'utf8');
    for (const problem of diagnostics) {
      const bad = badReport(problem, written);
      if (bad) return { wrong: `${bad}, in: ${formatDiagnostic(problem)}` };
    }
    return { valid: false };
  } catch (error) {
    return { wrong: (error as Error).stack };
  }
}
