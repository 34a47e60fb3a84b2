import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { PrometheusApi } from '../../faults/hub/api';
import { put } from '../../faults/hub/files';
import { binary, Serving } from '../../faults/serving';
import { freePort } from '../../tenants/servers';

export interface ServerOptions {
  /** prometheus.yml, given where it listens. */
  readonly config: (listens: string) => object;
  /** Texts of files beside it, by their names. @default - none */
  readonly files?: Readonly<Record<string, string>>;
  /** Address that it listens at. @default - loopback */
  readonly address?: string;
  /** Further arguments. @default - none */
  readonly args?: readonly string[];
  /** Path that all of it is below. @default - none */
  readonly prefix?: string;
}

/** A real Prometheus that runs. */
export interface RunningServer extends PrometheusApi {
  /** host:port */
  readonly listens: string;
  /** Writes its configuration anew, which it takes within a second. */
  readonly configure: (config: object) => void;
}

/** Runs a real Prometheus for as long as a function takes, and removes what it left. */
export async function withServer<Result>(
  { config, files = {}, address = '127.0.0.1', args = [], prefix = '' }: ServerOptions,
  use: (server: RunningServer) => Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-drill-down-'));
  const path = (name: string) => join(directory, name);
  const listens = `${address}:${await freePort()}`;
  const configure = (to: object) => put(path('prometheus.yml'), stringify(to));
  const api = new PrometheusApi(`http://${listens}${prefix}`);
  const serving = new Serving('Prometheus', api.url, path('log'));
  mkdirSync(path('data'));
  for (const [name, text] of Object.entries(files)) put(path(name), text);
  configure(config(listens));
  process.once('exit', serving.kill);
  try {
    await serving.start([
      binary('PROMETHEUS', 'prometheus'),
      `--config.file=${path('prometheus.yml')}`,
      `--storage.tsdb.path=${path('data')}`,
      `--web.listen-address=${listens}`,
      `--web.route-prefix=${prefix || '/'}`,
      '--config.auto-reload',
      '--config.auto-reload-interval=1s',
      ...args,
    ]);
    return await use(Object.assign(api, { listens, configure }));
  } finally {
    process.off('exit', serving.kill);
    await serving.stop('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
}
