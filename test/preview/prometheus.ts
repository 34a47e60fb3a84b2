import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { binary, Serving } from '../faults/serving';
import { freePort } from '../tenants/servers';
import { writeOpenMetrics } from './fleet';

const run = promisify(execFile);

/** Runs a real Prometheus that has the made-up fleet, for as long as a function takes. */
export async function withFleet(use: (url: string) => Promise<void>): Promise<void> {
  const promtool = binary('PROMTOOL', 'promtool');
  const prometheus = binary('PROMETHEUS', 'prometheus');
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-preview-hub-'));
  const path = (name: string) => join(directory, name);
  const url = `http://127.0.0.1:${await freePort()}`;
  const serving = new Serving('Prometheus', url, path('log'));
  process.once('exit', serving.kill);
  try {
    await writeOpenMetrics(path('fleet.om'));
    mkdirSync(path('data'));
    const blocks = ['tsdb', 'create-blocks-from', 'openmetrics', path('fleet.om'), path('data')];
    await run(promtool, blocks, { maxBuffer: 2 ** 24 });
    writeFileSync(path('prometheus.yml'), '{}\n');
    await serving.start([
      prometheus,
      `--config.file=${path('prometheus.yml')}`,
      `--storage.tsdb.path=${path('data')}`,
      // The fleet is of a time that is long over.
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=${new URL(url).host}`,
    ]);
    await use(url);
  } finally {
    process.off('exit', serving.kill);
    await serving.stop('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
}
