import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fleetOf } from './fleet';
import { median } from './median';

/** Clusters of the hub that is rendered. */
const CLUSTERS = 500;

/** A process that is timed, and its milliseconds in each round. */
export interface Timed {
  readonly what: string;
  readonly ms: number[];
}

/**
 * Times `promfleet helm`, and Helm with each of the charts, process by process and in turn.
 *
 * @param chart - directory of another chart, timed beside them
 */
export function measureCharts(rounds: number, helm: string, chart?: string): Timed[] {
  const root = join(__dirname, '..', '..');
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-charts-'));
  const values = (name: string, content: object) => {
    const path = join(directory, `${name}.json`);
    writeFileSync(path, JSON.stringify(content));
    return ['--values', path];
  };
  const template = (path: string, args: readonly string[] = []) => [
    helm,
    'template',
    'release',
    path,
    ...args,
  ];
  const monitor = { name: 'one', hub: { cluster: 'control-plane' } };
  const commands: Readonly<Record<string, readonly string[]>> = {
    'promfleet helm': [
      process.execPath,
      join(root, 'lib', 'cli', 'bin.js'),
      'helm',
      '--out',
      directory,
    ],
    'helm template promfleet-monitor': template(
      join(root, 'helm', 'promfleet-monitor'),
      values('monitor', monitor),
    ),
    [`helm template promfleet-hub, ${CLUSTERS} clusters`]: template(
      join(root, 'helm', 'promfleet-hub'),
      values('hub', parse(fleetOf(CLUSTERS))),
    ),
    ...(chart === undefined ? {} : { [`helm template ${chart}`]: template(chart) }),
  };
  try {
    const timed = Object.keys(commands).map((what): Timed => ({ what, ms: [] }));
    for (let round = 0; round < rounds; round += 1) {
      for (const { what, ms } of timed) ms.push(time(commands[what] ?? []));
    }
    return timed;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The median of each, a line each, with the ratio to the last one where that is another chart's. */
export function chartLines(timed: readonly Timed[], other: boolean): string[] {
  const last = timed.at(-1);
  return timed.map((one) => {
    const ratio = one.ms.map((ms, round) => ms / (last?.ms[round] ?? Number.NaN));
    const beside = other && one !== last ? `, ${median(ratio).toFixed(2)} of the last` : '';
    return `${one.what}: ${median(one.ms).toFixed(0)} ms${beside}`;
  });
}

function time([command = '', ...args]: readonly string[]): number {
  const start = process.hrtime.bigint();
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return Number(process.hrtime.bigint() - start) / 1e6;
}
