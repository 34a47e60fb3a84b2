import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Milliseconds a cluster takes in a loop of `helm template`, the usual way to render many. */
export function measureHelm(chart: string, clusters: number): number {
  const root = join(__dirname, '..', '..');
  const helm = execFileSync(join(root, 'tools', 'unpack'), ['helm'], { encoding: 'utf8' }).trim();
  const start = process.hrtime.bigint();
  for (let index = 0; index < clusters; index += 1) {
    execFileSync(helm, ['template', `cluster-${index}`, chart], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return Number(process.hrtime.bigint() - start) / 1e6 / clusters;
}
