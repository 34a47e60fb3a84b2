import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBinaries } from '../../e2e/local/binaries';
import { need } from '../../e2e/local/control-plane';
import { until } from '../../e2e/local/wait';
import { freePort } from '../../tenants/servers';

/** A real Prometheus at an address that an API server's proxy may go to. */
export interface RunningPrometheus {
  readonly address: string;
  readonly port: number;
}

/**
 * Runs a Prometheus for as long as a function takes, which has scraped itself by then.
 *
 * @param prefix - path that all of it is below, such as `/prometheus`
 */
export async function withPrometheus(
  prefix: string,
  run: (prometheus: RunningPrometheus) => Promise<void>,
): Promise<void> {
  const binaries = await buildBinaries(['prometheus'], (line) => process.stdout.write(`${line}\n`));
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-detect-'));
  const address = ownAddress();
  const port = await freePort();
  const config = join(directory, 'prometheus.yml');
  // JSON is YAML too.
  writeFileSync(config, JSON.stringify(configuration(`${address}:${port}`, prefix)));
  const child = spawn(
    need(binaries, 'prometheus'),
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=${address}:${port}`,
      `--web.route-prefix=${prefix || '/'}`,
    ],
    { stdio: 'ignore' },
  );
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  try {
    const base = `http://${address}:${port}${prefix}`;
    await until('Prometheus to have scraped itself', async () => {
      const answer = await fetch(`${base}/api/v1/query?query=up`);
      return JSON.stringify(await answer.json()).includes('"1"');
    });
    await run({ address, port });
  } finally {
    process.off('exit', stop);
    await ended(child);
    rmSync(directory, { recursive: true, force: true });
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await end;
}

/** The proxy goes to no loopback and no link-local address. */
export function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const found = all.find(
    ({ family, internal, address }) =>
      family === 'IPv4' && !internal && !address.startsWith('169.254.'),
  );
  if (!found) throw new Error('this machine has no IPv4 address but loopback');
  return found.address;
}

const configuration = (target: string, prefix: string) => ({
  global: {
    scrape_interval: '1s',
    external_labels: { cluster: 'lab', prometheus_replica: 'a' },
  },
  scrape_configs: [
    {
      job_name: 'kps-prometheus',
      metrics_path: `${prefix}/metrics`,
      static_configs: [{ targets: [target] }],
    },
  ],
});
