import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiConnection } from '../../live/client/connection';
import { Kubeconfig } from '../../live/client/kubeconfig';
import { readKubeconfigFiles } from '../../live/client/kubeconfig-file';
import { buildBinaries } from '../e2e/local/binaries';
import { need } from '../e2e/local/control-plane';
import { createAuthority, issue } from '../e2e/local/pki';
import { until } from '../e2e/local/wait';
import { freePort } from '../tenants/servers';
import { ApiClient } from './client';

/** The longest that one of the servers runs, should whoever started it be killed. */
const LONGEST_S = 900;

/** A Kubernetes API server with an etcd, and nothing beside them. */
export interface ApiServer {
  /** Asks it as its administrator. */
  readonly client: ApiClient;
  /** Asks it as promfleet does, as the same. */
  readonly connection: ApiConnection;
  /** Path of a kubeconfig of the administrator. */
  readonly kubeconfig: string;
}

/**
 * Runs a real API server for as long as a function takes: on loopback, with certificates of its own
 * that end with it. It needs no root.
 */
export async function withApiServer(run: (server: ApiServer) => Promise<void>): Promise<void> {
  const binaries = await buildBinaries(['etcd', 'kube-apiserver'], (line) =>
    process.stdout.write(`${line}\n`),
  );
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-api-server-'));
  const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
  const url = `https://127.0.0.1:${port}`;
  const admin = await writeCredentials(directory);
  const kubeconfig = writeKubeconfig(directory, url);
  const etcd = start(need(binaries, 'etcd'), etcdArguments(directory, client, peer));
  const server = start(need(binaries, 'kube-apiserver'), serverArguments(directory, client, port));
  const stop = () => {
    for (const child of [server.child, etcd.child]) kill(child);
  };
  process.once('exit', stop);
  const asked = new ApiClient(url, admin);
  const connection = connectionOf(kubeconfig);
  try {
    const ready = async () => (await asked.request('GET', '/readyz')).status === 200;
    await until('the API server to be ready', ready, { timeoutMs: 60_000 }).catch((error) => {
      throw new Error(`${(error as Error).message}\n${server.said()}${etcd.said()}`);
    });
    await run({ client: asked, connection, kubeconfig });
  } finally {
    asked.close();
    connection.close();
    process.off('exit', stop);
    stop();
    await Promise.all([server.ended, etcd.ended]);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Ends a program and the one that bounds its time. */
function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function start(binary: string, args: readonly string[]) {
  const argv = ['--signal=KILL', String(LONGEST_S), binary, ...args];
  const child = spawn('timeout', argv, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      last = (last + text).slice(-2000);
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { child, ended, said: () => last };
}

const etcdArguments = (directory: string, client: number, peer: number) => [
  `--data-dir=${join(directory, 'etcd')}`,
  `--listen-client-urls=http://127.0.0.1:${client}`,
  `--advertise-client-urls=http://127.0.0.1:${client}`,
  `--listen-peer-urls=http://127.0.0.1:${peer}`,
  `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
  `--initial-cluster=default=http://127.0.0.1:${peer}`,
  '--unsafe-no-fsync',
  '--log-level=error',
];

const serverArguments = (directory: string, etcd: number, port: number) => [
  `--etcd-servers=http://127.0.0.1:${etcd}`,
  '--bind-address=127.0.0.1',
  // What is advertised must not be loopback; nobody asks at this one.
  '--advertise-address=192.0.2.1',
  `--secure-port=${port}`,
  '--service-cluster-ip-range=10.96.0.0/16',
  '--authorization-mode=RBAC',
  // Pods are tried without the accounts that a controller would have made by then.
  '--disable-admission-plugins=ServiceAccount',
  '--allow-privileged=true',
  `--client-ca-file=${join(directory, 'ca.crt')}`,
  `--tls-cert-file=${join(directory, 'server.crt')}`,
  `--tls-private-key-file=${join(directory, 'server.key')}`,
  '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
  `--service-account-signing-key-file=${join(directory, 'accounts.key')}`,
  `--service-account-key-file=${join(directory, 'accounts.crt')}`,
  '--enable-priority-and-fairness=false',
  // A busy machine is slow with objects of a megabyte.
  '--request-timeout=5m',
  '--profiling=false',
];

/** Who asks: a certificate of the group whose members may do everything. */
async function writeCredentials(directory: string) {
  mkdirSync(join(directory, 'etcd'), { mode: 0o700 });
  const write = (name: string, text: string) =>
    writeFileSync(join(directory, name), text, { mode: 0o600 });
  const authority = await createAuthority('promfleet-test');
  const server = await issue(authority, { commonName: 'kube-apiserver', hosts: ['127.0.0.1'] });
  const admin = await issue(authority, { commonName: 'admin', organizations: ['system:masters'] });
  const accounts = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  write('ca.crt', authority.cert);
  for (const [name, { cert, key }] of Object.entries({ server, admin })) {
    write(`${name}.crt`, cert);
    write(`${name}.key`, key);
  }
  write('accounts.crt', accounts.publicKey);
  write('accounts.key', accounts.privateKey);
  return { ca: authority.cert, ...admin };
}

const CONTEXT = 'test';

/** A connection as what its kubeconfig says. */
const connectionOf = (kubeconfig: string): ApiConnection =>
  new Kubeconfig(readKubeconfigFiles([kubeconfig], {})).connection(CONTEXT);

function writeKubeconfig(directory: string, server: string): string {
  const data = (name: string) => readFileSync(join(directory, name)).toString('base64');
  const path = join(directory, 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': CONTEXT,
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority-data': data('ca.crt') } }],
    users: [
      {
        name: 'admin',
        user: {
          'client-certificate-data': data('admin.crt'),
          'client-key-data': data('admin.key'),
        },
      },
    ],
    contexts: [{ name: CONTEXT, context: { cluster: 'test', user: 'admin' } }],
  };
  // JSON is YAML too.
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}
