import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { memberManifests } from '../charts/member-manifests';
import { readFleetText } from '../inventory';
import { resolveFleet } from '../model/resolve';
import { Renderer } from '../output/renderer';
import { fleetOf } from './fleet';

/**
 * Milliseconds a cluster takes in a loop of `helm template`, the usual way to render many.
 *
 * @param chart - directory of a chart; without one, a chart of what promfleet renders for a member
 */
export function measureHelm(clusters: number, chart?: string): number {
  const helm = helmBinary();
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-helm-'));
  try {
    const source = chart ?? memberChart(directory);
    const start = process.hrtime.bigint();
    for (let index = 0; index < clusters; index += 1) {
      execFileSync(helm, ['template', `cluster-${index}`, source], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    }
    return Number(process.hrtime.bigint() - start) / 1e6 / clusters;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The path of the real Helm. */
export function helmBinary(): string {
  const unpack = join(__dirname, '..', '..', 'tools', 'unpack');
  return execFileSync(unpack, ['helm'], { encoding: 'utf8' }).trim();
}

/** A chart with a member's manifests, in which the cluster's name is the release's. */
function memberChart(directory: string): string {
  const { file } = readFleetText(fleetOf(1), 'fleet.yaml');
  const [member] = file ? resolveFleet(file).fleet.members : [];
  if (!member) throw new Error('the fleet of the benchmark is not valid');
  mkdirSync(join(directory, 'templates'));
  writeFileSync(join(directory, 'Chart.yaml'), 'apiVersion: v2\nname: member\nversion: 0.1.0\n');
  const renderer = new Renderer();
  for (const file of memberManifests(member, renderer.yaml)) {
    const { path, text } = renderer.render(file);
    const template = text.replaceAll(member.name, '{{ .Release.Name }}');
    writeFileSync(join(directory, 'templates', basename(path)), template);
  }
  return directory;
}
