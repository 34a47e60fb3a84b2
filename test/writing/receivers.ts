import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Labels } from '../faults/hub/api';
import { put } from '../faults/hub/files';
import { binary, Serving } from '../faults/serving';
import { freePort } from '../tenants/servers';

/** Whom a receiver lets in. */
export const LOGIN = { username: 'writer', password: 'let-me-write' } as const;

/** A real VictoriaMetrics, which takes samples of those who log in. */
export interface Victoria {
  /** Where samples are written to. */
  readonly url: string;
  /** Labels of the series that a selector finds in the last minutes. */
  readonly series: (selector: string) => Promise<Labels[]>;
}

/** A real Alertmanager, which tells nobody. */
export interface Told {
  /** host:port */
  readonly address: string;
  /** Labels of the alerts of a name. */
  readonly alerts: (alertname: string) => Promise<Labels[]>;
}

export function withVictoria<Result>(
  use: (victoria: Victoria) => Promise<Result>,
  address = '127.0.0.1',
): Promise<Result> {
  const { username, password } = LOGIN;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return withReceiver(address, 'VictoriaMetrics', (listens, directory) => {
    put(join(directory, 'password'), password);
    return [
      binary('VICTORIA_METRICS', 'victoria-metrics'),
      `-storageDataPath=${join(directory, 'data')}`,
      `-httpListenAddr=${listens}`,
      `-httpAuth.username=${username}`,
      `-httpAuth.password=file://${join(directory, 'password')}`,
      // What was written is found at once.
      '-search.latencyOffset=0s',
      '-search.disableCache',
    ];
  })((listens) =>
    use({
      url: `http://${listens}/api/v1/write`,
      series: async (selector) => {
        const query = new URLSearchParams({ 'match[]': selector });
        const asked = `http://${listens}/api/v1/series?${query}`;
        const response = await fetch(asked, { headers: { authorization } });
        return ((await response.json()) as { data: Labels[] }).data;
      },
    }),
  );
}

export function withAlertmanager<Result>(use: (told: Told) => Promise<Result>): Promise<Result> {
  return withReceiver('127.0.0.1', 'Alertmanager', (listens, directory) => {
    const config = { route: { receiver: 'nobody' }, receivers: [{ name: 'nobody' }] };
    put(join(directory, 'alertmanager.yml'), stringify(config));
    mkdirSync(join(directory, 'data'));
    return [
      binary('ALERTMANAGER', 'alertmanager'),
      `--config.file=${join(directory, 'alertmanager.yml')}`,
      `--storage.path=${join(directory, 'data')}`,
      `--web.listen-address=${listens}`,
      '--cluster.listen-address=',
    ];
  })((listens) =>
    use({
      address: listens,
      alerts: async (alertname) => {
        const filter = encodeURIComponent(`alertname="${alertname}"`);
        const response = await fetch(`http://${listens}/api/v2/alerts?filter=${filter}`);
        return ((await response.json()) as { labels: Labels }[]).map(({ labels }) => labels);
      },
    }),
  );
}

/** Runs a program that is sent something, and removes what it left. */
const withReceiver =
  (
    address: string,
    name: string,
    command: (listens: string, directory: string) => readonly string[],
  ) =>
  async <Result>(use: (listens: string) => Promise<Result>): Promise<Result> => {
    const directory = mkdtempSync(join(tmpdir(), 'promfleet-receiver-'));
    const listens = `${address}:${await freePort()}`;
    const serving = new Serving(name, `http://${listens}`, join(directory, 'log'));
    process.once('exit', serving.kill);
    try {
      await serving.start(command(listens, directory));
      return await use(listens);
    } finally {
      process.off('exit', serving.kill);
      await serving.stop('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    }
  };
