import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POD_NAME_VARIABLE } from '../../../prometheus/files';
import { freePort } from '../../tenants/servers';
import { binary, Serving } from '../serving';
import { PrometheusApi } from './api';
import { remove, type Settings, writeHub } from './files';
import type { Member } from './member';

export interface Options extends Omit<Settings, 'replicas'> {
  readonly members: readonly Member[];
  /** Where it listens. Absent: at a free port. */
  readonly port?: number;
  /** Ports of other replicas. */
  readonly others?: readonly number[];
  /** Files that are not there when it starts. */
  readonly missing?: readonly string[];
  /** How many alerts may wait to be sent; older ones are dropped. Absent: 10,000. */
  readonly alertsWaiting?: number;
  /** Size of a volume of its own for the data, such as `8m`. */
  readonly volume?: string;
}

/** A real Prometheus with the configuration of a hub. */
export class HubProcess extends PrometheusApi {
  private readonly serving: Serving;

  private constructor(
    private readonly directory: string,
    private readonly port: number,
    private readonly options: Options,
  ) {
    super(`http://127.0.0.1:${port}`);
    this.serving = new Serving('Prometheus', this.url, this.path('log'));
  }

  /** Runs one for as long as a function takes, and removes what it left. */
  static async run(options: Options, use: (hub: HubProcess) => Promise<void>): Promise<void> {
    const directory = mkdtempSync(join(tmpdir(), 'promfleet-hub-'));
    const hub = new HubProcess(directory, options.port ?? (await freePort()), options);
    mkdirSync(hub.path('data'));
    hub.rewrite();
    for (const path of options.missing ?? []) remove(hub.path(path));
    process.once('exit', hub.serving.kill);
    try {
      await hub.start();
      await use(hub);
    } finally {
      process.off('exit', hub.serving.kill);
      await hub.stop('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    }
  }

  /** Starts Prometheus; fails with the end of its log if it ends before it is ready. */
  start(): Promise<void> {
    // As its pod would be called: its replicas differ by that.
    return this.serving.start(this.command(), { [POD_NAME_VARIABLE]: `hub-${this.port}` });
  }

  stop(signal?: NodeJS.Signals): Promise<void> {
    return this.serving.stop(signal);
  }

  /** Writes all its files anew, which it takes without being told. */
  rewrite(settings: Settings = {}): void {
    const { members, others = [], ...options } = this.options;
    const replicas = [this.port, ...others];
    writeHub(this.directory, this.port, members, { ...options, replicas, ...settings });
  }

  /** A path below its directory. */
  path(path: string): string {
    return join(this.directory, path);
  }

  /** A path on its volume, which nobody else has mounted. */
  dataPath(path: string): string {
    return `/proc/${this.serving.pid}/root${this.path(`data/${path}`)}`;
  }

  /** What it logged since it was started last. */
  log(): string {
    return this.serving.log();
  }

  private command(): string[] {
    const { volume, alertsWaiting } = this.options;
    const prometheus = [
      binary('PROMETHEUS', 'prometheus'),
      `--config.file=${this.path('config/prometheus.yml')}`,
      `--storage.tsdb.path=${this.path('data')}`,
      `--web.listen-address=127.0.0.1:${this.port}`,
      '--config.auto-reload',
      '--config.auto-reload-interval=1s',
      // After a minute it says again that an alert fires: a second here.
      '--rules.alert.resend-delay=1s',
      '--log.level=warn',
      ...(alertsWaiting === undefined
        ? []
        : [`--alertmanager.notification-queue-capacity=${alertsWaiting}`]),
    ];
    if (volume === undefined) return prometheus;
    // In a mount namespace of its own the volume is gone when the process is.
    const mount = `mount -t tmpfs -o size=${volume} promfleet "$0" && exec "$@"`;
    const namespace = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user'];
    return ['unshare', ...namespace, 'sh', '-c', mount, this.path('data'), ...prometheus];
  }
}
