import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { ALERTMANAGER } from '../../model/components/alertmanager';
import {
  ALERTMANAGER_CONFIG_FILE,
  alertmanagerSecretDir,
} from '../../prometheus/alertmanager/files';
import type { Labels } from '../faults/hub/api';
import { put } from '../faults/hub/files';
import { binary, Serving } from '../faults/serving';
import { freePort } from '../tenants/servers';
import { argsOnLoopback, type Place, shortenedConfig, type Told } from './pod';

/** An alert as Alertmanager has it. */
export interface HeldAlert {
  readonly labels: Labels;
  readonly status: {
    readonly state: 'unprocessed' | 'active' | 'suppressed';
    /** The alerts that silence it. */
    readonly inhibitedBy: readonly string[];
  };
}

/** What a replica is started with. */
interface Options {
  readonly told: Told;
  /** What each Secret says where its webhook is. */
  readonly urls: Readonly<Record<string, string>>;
  readonly gossip: readonly number[];
  readonly ordinal: number;
}

/** A real Alertmanager with the command line and the configuration of a pod of the hub's. */
export class AlertmanagerProcess {
  private readonly serving: Serving;
  /** host:port of its API. */
  readonly address: string;

  private constructor(
    private readonly told: Told,
    private readonly place: Place,
  ) {
    this.address = `127.0.0.1:${place.port}`;
    this.serving = new Serving(
      'Alertmanager',
      `http://${this.address}`,
      join(place.directory, 'log'),
    );
  }

  /** Runs one for as long as a function takes, and removes what it left. */
  static async run(
    { told, urls, gossip, ordinal }: Options,
    use: (alertmanager: AlertmanagerProcess) => Promise<void>,
  ): Promise<void> {
    const directory = mkdtempSync(join(tmpdir(), 'promfleet-alertmanager-'));
    const place = { directory, port: await freePort(), gossip, ordinal };
    const one = new AlertmanagerProcess(told, place);
    for (const [name, url] of Object.entries(urls)) {
      put(join(directory, 'secrets', name, ALERTMANAGER.heartbeat.key), url);
    }
    await one.configure();
    process.once('exit', one.serving.kill);
    try {
      await one.start();
      await use(one);
    } finally {
      process.off('exit', one.serving.kill);
      await one.stop('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    }
  }

  start(): Promise<void> {
    return this.serving.start([
      binary('ALERTMANAGER', 'alertmanager'),
      ...argsOnLoopback(this.told, this.place),
      // What the others have sent is known after a fifth of a second, which stays as it is.
      '--cluster.peer-timeout=4s',
    ]);
  }

  stop(signal?: NodeJS.Signals): Promise<void> {
    return this.serving.stop(signal);
  }

  /** The alerts of a name that it has. */
  async alerts(alertname: string): Promise<HeldAlert[]> {
    const filter = encodeURIComponent(`alertname="${alertname}"`);
    return (await this.ask('api/v2/alerts', `filter=${filter}`)).json() as Promise<HeldAlert[]>;
  }

  /** The sum of a metric's series that have some labels, as `name="value"`. */
  async metric(name: string, ...labels: readonly string[]): Promise<number> {
    const lines = (await (await this.ask('metrics')).text()).split('\n');
    return lines
      .filter((line) => line.startsWith(name) && labels.every((label) => line.includes(label)))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  }

  private ask(path: string, query = ''): Promise<Response> {
    return fetch(`http://${this.address}/${path}?${query}`);
  }

  /** Writes its configuration: what is rendered, and what is made of it here, are both right. */
  private async configure(): Promise<void> {
    const { config } = this.told;
    await checkConfig(join(this.place.directory, 'rendered.yml'), config);
    const here = stringify(shortenedConfig(config)).replaceAll(
      alertmanagerSecretDir(''),
      join(this.place.directory, 'secrets/'),
    );
    await checkConfig(join(this.place.directory, ALERTMANAGER_CONFIG_FILE), here);
  }
}

async function checkConfig(file: string, text: string): Promise<void> {
  writeFileSync(file, text);
  await promisify(execFile)(binary('AMTOOL', 'amtool'), ['check-config', file]);
}
