import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { forwardPort } from '../../access/simulated/port-forward';
import { createAuthority, issue } from '../../e2e/local/pki';
import { brokenPrometheus, type MadeUpTarget, prometheus } from './made-up-prometheus';

/** What the API server of a made-up hub has; it may change while the server runs. */
export interface MadeUpHub {
  /** Pods of its Prometheus, and whether each is ready. */
  pods: Record<string, boolean>;
  /** Keys of its Secrets, by name. */
  secrets: Record<string, Record<string, string>>;
  /** The federation jobs of each pod's Prometheus; a pod without any does not listen. */
  targets: Record<string, readonly MadeUpTarget[]>;
  /** Pods whose Prometheus breaks off in the middle of its answer. */
  broken: string[];
  /** Paths that are refused with 403, by a part of them. */
  forbidden: string[];
}

/** An API server on loopback that knows pods, Secrets and port-forwarding, and has a kubeconfig. */
export async function startHub(hub: MadeUpHub) {
  const authority = await createAuthority('made-up');
  const pair = await issue(authority, { commonName: 'server', hosts: ['127.0.0.1'] });
  const server = createServer(pair, (asked, response) => answer(hub, asked, response));
  forwardPort(server, {
    refuses: (path) => isForbidden(hub, path),
    connect: (pod) => {
      const targets = hub.targets[pod];
      if (hub.broken.includes(pod)) return brokenPrometheus();
      return targets && prometheus(targets);
    },
  });
  const port = await listening(server);
  const url = `https://127.0.0.1:${port}`;
  return { url, ca: authority.cert, kubeconfig: kubeconfig(url, authority.cert), stop };

  async function stop() {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function answer(hub: MadeUpHub, { url = '' }: IncomingMessage, response: ServerResponse) {
  const { pathname: path } = new URL(url, 'https://made.up');
  const send = (status: number, body: object) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const status = (code: number, message: string) => send(code, { kind: 'Status', message });
  if (isForbidden(hub, path)) return status(403, `${path.split('/').at(-1)} is forbidden`);
  if (path === '/api/v1') return send(200, { resources: RESOURCES });
  if (path.endsWith('/pods')) return send(200, { items: Object.entries(hub.pods).map(pod) });
  if (path.endsWith('/secrets'))
    return send(200, { items: Object.entries(hub.secrets).map(secret) });
  const name = /\/secrets\/(.+)$/.exec(path)?.[1];
  const found = name === undefined ? undefined : hub.secrets[name];
  return name && found ? send(200, secret([name, found])) : status(404, `${name} not found`);
}

const isForbidden = ({ forbidden }: MadeUpHub, path: string) =>
  forbidden.some((part) => path.includes(part));

const RESOURCES = [
  { name: 'pods', kind: 'Pod', namespaced: true },
  { name: 'secrets', kind: 'Secret', namespaced: true },
];

const pod = ([name, ready]: [string, boolean]) => ({
  metadata: { name },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    containerStatuses: [{ state: ready ? {} : { waiting: { reason: 'CrashLoopBackOff' } } }],
  },
});

const secret = ([name, texts]: [string, Record<string, string>]) => ({
  metadata: { name },
  data: Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  ),
});

const kubeconfig = (server: string, ca: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'hub',
        cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') },
      },
    ],
    users: [{ name: 'hub', user: {} }],
    contexts: [{ name: 'control-plane', context: { cluster: 'hub', user: 'hub' } }],
  });
