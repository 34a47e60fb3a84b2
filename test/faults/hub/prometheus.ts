import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../tenants/servers';
import { PrometheusApi } from './api';
import { remove, type Settings, writeHub } from './files';
import type { Member } from './member';

export interface Options extends Omit<Settings, 'replicas'> {
  readonly members: readonly Member[];
  /** Ports of other replicas. */
  readonly others?: readonly number[];
  /** Files that are not there when it starts. */
  readonly missing?: readonly string[];
  /** Size of a volume of its own for the data, such as `8m`. */
  readonly volume?: string;
}

/** A real Prometheus with the configuration of a hub. */
export class HubProcess extends PrometheusApi {
  private child: ChildProcess | undefined;
  private readonly kill = () => this.child?.kill('SIGKILL');

  private constructor(
    private readonly directory: string,
    private readonly port: number,
    private readonly options: Options,
  ) {
    super(`http://127.0.0.1:${port}`);
  }

  /** Runs one for as long as a function takes, and removes what it left. */
  static async run(options: Options, use: (hub: HubProcess) => Promise<void>): Promise<void> {
    const directory = mkdtempSync(join(tmpdir(), 'promfleet-hub-'));
    const hub = new HubProcess(directory, await freePort(), options);
    mkdirSync(hub.path('data'));
    hub.rewrite();
    for (const path of options.missing ?? []) remove(hub.path(path));
    process.once('exit', hub.kill);
    try {
      await hub.start();
      await use(hub);
    } finally {
      process.off('exit', hub.kill);
      await hub.stop('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    }
  }

  /** Starts Prometheus; fails with the end of its log if it ends before it is ready. */
  async start(): Promise<void> {
    const log = openSync(this.path('log'), 'w');
    const [command = '', ...args] = this.command();
    const child = spawn(command, args, { stdio: ['ignore', log, log] });
    closeSync(log);
    this.child = child;
    for (let tries = 0; tries < 300; tries++) {
      if (child.exitCode !== null)
        throw new Error(`Prometheus ended with ${child.exitCode}: ${this.log()}`);
      const answer = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error('Prometheus is not ready after 30 s');
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill(signal)) await ended;
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
    return `/proc/${this.child?.pid}/root${this.path(`data/${path}`)}`;
  }

  /** What it logged since it was started last. */
  log(): string {
    return readFileSync(this.path('log'), 'utf8');
  }

  private command(): string[] {
    const prometheus = [
      binary(),
      `--config.file=${this.path('config/prometheus.yml')}`,
      `--storage.tsdb.path=${this.path('data')}`,
      `--web.listen-address=127.0.0.1:${this.port}`,
      '--config.auto-reload',
      '--config.auto-reload-interval=1s',
      '--log.level=warn',
      // Watchdog is sent every second, and is all that an Alertmanager that hangs has to wait for.
      '--rules.alert.resend-delay=1s',
      '--alertmanager.notification-queue-capacity=1',
    ];
    const { volume } = this.options;
    if (volume === undefined) return prometheus;
    // In a mount namespace of its own the volume is gone when the process is.
    const mount = `mount -t tmpfs -o size=${volume} promfleet "$0" && exec "$@"`;
    const namespace = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user'];
    return ['unshare', ...namespace, 'sh', '-c', mount, this.path('data'), ...prometheus];
  }
}

function binary(): string {
  const { PROMETHEUS } = process.env;
  if (PROMETHEUS) return PROMETHEUS;
  throw new Error('PROMETHEUS names no binary, run PROMETHEUS=$(tools/build prometheus)');
}
