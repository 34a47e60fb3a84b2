import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFleetText } from '../../inventory';
import type { FleetFile } from '../../inventory/schema/fleet';
import { rendered } from '../fuzz/rendered';
import { helmTemplate } from './helm';
import { differences, manifests } from './manifests';
import { hubValues, monitorValues } from './values';
import { withoutDigests } from './without-digests';

/** The real Helm, where each chart is (a directory or packed), and a place for values. */
export interface Parity {
  readonly helm: string;
  readonly chartAt: (name: ChartName) => string;
  readonly directory: string;
}

/** The charts, by name. */
export const CHARTS = ['promfleet-monitor', 'promfleet-hub'] as const;
export type ChartName = (typeof CHARTS)[number];

/**
 * How what Helm gives for a fleet differs from what the synthesis gives, digests apart: a line for each
 * place.
 */
export async function disparities(text: string, parity: Parity, at: string): Promise<string[]> {
  const { file } = readFleetText(text, 'fleet.yaml');
  const files = rendered(text);
  if (!file || !files) return ['the fleet file is refused'];
  return disparitiesFrom(files, file, parity, at);
}

/**
 * The same, from manifests that are there.
 *
 * @param files - the manifests by their paths in `dist/`
 */
export async function disparitiesFrom(
  files: ReadonlyMap<string, string>,
  file: FleetFile,
  parity: Parity,
  at: string,
): Promise<string[]> {
  const synthesised = (below: string) =>
    withoutDigests(
      manifests(
        [...files].flatMap(([path, one]) => (path.startsWith(below) ? one : [])).join('---\n'),
      ),
    );
  const compare = async (chart: ChartName, below: string, values: object) => {
    const path = join(parity.directory, `${at}.json`);
    writeFileSync(path, JSON.stringify(values, asNumbers));
    const printed = await helmTemplate(parity.helm, parity.chartAt(chart), path);
    return differences(synthesised(below), manifests(printed)).map((line) => `${below}: ${line}`);
  };
  const found = await compare('promfleet-hub', 'hub/', hubValues(file));
  for (const cluster of file.clusters) {
    const below = `clusters/${cluster.name}/`;
    found.push(...(await compare('promfleet-monitor', below, monitorValues(file, cluster))));
  }
  return found;
}

/** CPU cores as numbers, which is how `helm --set` takes them, where their text is a number's. */
function asNumbers(key: string, value: { readonly cpu?: string } | null): unknown {
  if (!['requests', 'limits'].includes(key)) return value;
  const cpu = Number(value?.cpu);
  return String(cpu) === value?.cpu ? { ...value, cpu } : value;
}
