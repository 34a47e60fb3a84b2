import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../e2e/local/wait';
import { put } from '../faults/hub/files';
import { binary } from '../faults/serving';
import { fleetFile, type Manifest, rendered } from '../fleet';
import { freePort } from '../tenants/servers';
import { ask } from './ask';

/** The Secret that the login of a hub names. */
export const SECRET = 'hub-login';

/** The values of a Secret. */
export type Values = Readonly<Record<string, string>>;

/** The container of oauth2-proxy, as it is rendered for a `login`. */
export function loginContainer(login: string): Manifest {
  const files = rendered(fleetFile({ hub: `storage: 1Gi, login: ${login}` }));
  const deployment = files['hub/login.k8s.yaml']?.find(({ kind }) => kind === 'Deployment');
  return deployment.spec.template.spec.containers[0];
}

export interface ProxyOptions {
  readonly container: Manifest;
  /** host:port of the Prometheus behind it. */
  readonly upstream: string;
  readonly values: Values;
  /** URL of the issuer. @default - the one that is rendered */
  readonly issuer?: string;
  /** Further arguments. @default - none */
  readonly args?: readonly string[] | undefined;
}

/** A real oauth2-proxy that runs. */
export interface RunningProxy {
  readonly port: number;
  readonly log: () => string;
}

/** Runs oauth2-proxy with the arguments and variables of a container, but for where things are. */
export async function withProxy(
  { container, upstream, values, issuer, args: more = [] }: ProxyOptions,
  use: (proxy: RunningProxy) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-login-'));
  const at = (name: string) => join(directory, name);
  const port = await freePort();
  const places: Values = {
    '--http-address': `127.0.0.1:${port}`,
    '--upstream': `http://${upstream}/`,
    '--htpasswd-file': at('htpasswd'),
    ...(issuer && { '--oidc-issuer-url': issuer }),
  };
  put(at('htpasswd'), values.htpasswd ?? '');
  const args: string[] = container.args.map((arg: string) => {
    const [flag = ''] = arg.split('=');
    return flag in places ? `${flag}=${places[flag]}` : arg;
  });
  const log = openSync(at('log'), 'w');
  const child = spawn(binary('OAUTH2_PROXY', 'oauth2-proxy'), [...args, ...more], {
    stdio: ['ignore', log, log],
    env: environment(container, values),
    cwd: directory,
  });
  closeSync(log);
  const proxy = { port, log: () => readFileSync(at('log'), 'utf8') };
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    const state = await until('oauth2-proxy to be alive', async () =>
      child.exitCode === null ? (await isAlive(container, port)) && 'alive' : 'ended',
    );
    if (state === 'ended') throw new Error(proxy.log());
    await use(proxy);
  } finally {
    process.off('exit', kill);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && kill()) await ended;
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Whether its probes are answered. */
async function isAlive({ livenessProbe, readinessProbe }: Manifest, port: number) {
  const probes = [livenessProbe, readinessProbe].map(({ httpGet }) => ask(port, httpGet));
  return (await Promise.all(probes)).every(({ status }) => status === 200);
}

/** The variables of a container, and no others: each from the one Secret. */
function environment({ env }: Manifest, values: Values): Record<string, string> {
  return Object.fromEntries(
    env.map(({ name, valueFrom }: Manifest) => {
      const { name: secret, key } = valueFrom.secretKeyRef;
      const value = values[key];
      if (secret !== SECRET || value === undefined) throw new Error(`no ${secret} with ${key}`);
      return [name, value];
    }),
  );
}
