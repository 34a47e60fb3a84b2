import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFleetText } from '../../inventory';
import { rendered } from '../fuzz/rendered';
import { helmTemplate } from './helm';
import { differences, manifests } from './manifests';
import { hubValues, monitorValues } from './values';

/** The real Helm, and where the charts and its values are. */
export interface Parity {
  readonly helm: string;
  readonly charts: string;
  readonly directory: string;
}

/** How what Helm gives for a fleet differs from what the synthesis gives, a line for each place. */
export async function disparities(text: string, parity: Parity, at: string): Promise<string[]> {
  const { file } = readFleetText(text, 'fleet.yaml');
  const files = rendered(text);
  if (!file || !files) return ['the fleet file is refused'];
  const synthesised = (below: string) =>
    manifests(
      [...files].flatMap(([path, one]) => (path.startsWith(below) ? one : [])).join('---\n'),
    );
  const compare = async (chart: string, below: string, values: object) => {
    const path = join(parity.directory, `${at}.json`);
    writeFileSync(path, JSON.stringify(values));
    const printed = await helmTemplate(parity.helm, join(parity.charts, chart), path);
    return differences(synthesised(below), manifests(printed)).map((line) => `${below}: ${line}`);
  };
  const found = await compare('promfleet-hub', 'hub/', hubValues(file));
  for (const cluster of file.clusters) {
    const below = `clusters/${cluster.name}/`;
    found.push(...(await compare('promfleet-monitor', below, monitorValues(file, cluster))));
  }
  return found;
}
