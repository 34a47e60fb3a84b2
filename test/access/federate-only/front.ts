import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../e2e/local/wait';
import { put } from '../../faults/hub/files';
import { binary } from '../../faults/serving';
import type { Manifest } from '../../fleet';
import { freePort } from '../../tenants/servers';
import { ask } from './ask';

/** A real kube-rbac-proxy that runs. */
export interface RunningFront {
  readonly host: string;
  readonly port: number;
  readonly healthPort: number;
  /** Tells it to end as kubelets do, and waits until it has. */
  readonly end: () => Promise<void>;
}

export interface FrontOptions {
  /** The container as rendered. */
  readonly container: Manifest;
  /** host:port of the Prometheus behind it. */
  readonly upstream: string;
  /** Address that it listens at. */
  readonly host: string;
  /** What a pod has mounted: how its account asks the API server. */
  readonly kubeconfig: object;
  /** Further arguments. @default - none */
  readonly args?: readonly string[];
}

/** Runs kube-rbac-proxy with the arguments of a container, but for where things are. */
export async function withFront(
  { container, upstream, host, kubeconfig, args = [] }: FrontOptions,
  use: (front: RunningFront) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-front-'));
  const end = async () => {
    child.kill('SIGTERM');
    await until('kube-rbac-proxy to end', () => child.exitCode !== null, { timeoutMs: 15_000 });
  };
  const front = { host, port: await freePort(), healthPort: await freePort(), end };
  put(join(directory, 'kubeconfig'), JSON.stringify(kubeconfig));
  const places: Readonly<Record<string, string>> = {
    '--secure-listen-address': `${host}:${front.port}`,
    '--proxy-endpoints-port': `${front.healthPort}`,
    '--upstream': `http://${upstream}/`,
  };
  const rendered: string[] = container.args.map((arg: string) => {
    const [flag = ''] = arg.split('=');
    return flag in places ? `${flag}=${places[flag]}` : arg;
  });
  const child = spawn(
    binary('KUBE_RBAC_PROXY', 'kube-rbac-proxy'),
    [...rendered, ...args, `--kubeconfig=${join(directory, 'kubeconfig')}`],
    { stdio: 'ignore' },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await until('kube-rbac-proxy to be alive', async () => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
      const { path } = container.livenessProbe.httpGet;
      const alive = ask({ host, port: front.healthPort }, path).catch(() => undefined);
      return (await alive)?.status === 200;
    });
    await use(front);
  } finally {
    process.off('exit', kill);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && kill()) await ended;
    rmSync(directory, { recursive: true, force: true });
  }
}
