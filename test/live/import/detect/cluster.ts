import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ApiConnection } from '../../../../live/client/connection';
import { createAuthority, issue } from '../../../e2e/local/pki';
import { type Objects, objectsIn, type StoredObject } from './objects';

/** What `cluster.yaml` of a fixture says. */
interface Cluster {
  /** URL that the kubeconfig has for it. */
  readonly server: string;
  /** What `/version` has; absent: it may not be read. */
  readonly version?: object;
  /** API groups beside those of its objects. */
  readonly groups?: readonly string[];
  /** Beginnings of paths that this user may not ask about. */
  readonly refused?: readonly string[];
  /** Verbs and resources that this user is said not to have. */
  readonly denied?: readonly string[];
  /** Services behind the proxy, by namespace and name as in its path: what their paths have. */
  readonly proxy?: Readonly<Record<string, Readonly<Record<string, Reply>>>>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A cluster of fixtures that is asked over real connections. */
export interface Fixture {
  readonly connection: ApiConnection;
  /** Each request that it got: method and path, with the query. */
  readonly requests: readonly string[];
}

const FIXTURES = 'test/fixtures/clusters';

/**
 * Runs an API server on loopback that has what fixtures say, for as long as a function takes.
 *
 * @param names - directories of fixtures, whose objects are all there
 * @param changes - what differs from them
 */
export async function withCluster<Result>(
  names: readonly string[],
  run: (fixture: Fixture) => Promise<Result>,
  { objects = [], ...changes }: Partial<Cluster> & { objects?: readonly StoredObject[] } = {},
): Promise<Result> {
  const cluster = { ...clusterOf(names), ...changes };
  const all = objectsIn([...names.flatMap(storedIn), ...objects]);
  const requests: string[] = [];
  const authority = await createAuthority('fixture');
  const pair = await issue(authority, { commonName: 'kube-apiserver', hosts: ['127.0.0.1'] });
  const prefix = new URL(cluster.server).pathname.replace(/\/$/, '');
  const server = createServer(pair, (request, response) => {
    const path = request.url?.slice(prefix.length) ?? '';
    requests.push(`${request.method} ${path}`);
    answer(cluster, all, request, path).then((reply) => send(response, reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, ca: authority.cert });
  const access = { server: `https://127.0.0.1:${port}${prefix}`, agent };
  const connection = new ApiConnection(cluster.server, async () => access);
  try {
    return await run({ connection, requests });
  } finally {
    connection.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function clusterOf(names: readonly string[]): Cluster {
  const parts = names.map((name) => parse(text(name, 'cluster.yaml')));
  return Object.assign({ server: 'https://192.0.2.10:6443' }, ...parts, {
    groups: parts.flatMap(({ groups = [] }) => groups),
    proxy: Object.assign({}, ...parts.map(({ proxy }) => proxy)),
  });
}

const storedIn = (name: string): StoredObject[] =>
  parseAllDocuments(text(name, 'objects.yaml')).map((document) => document.toJS());

function text(name: string, file: string): string {
  try {
    return readFileSync(join(FIXTURES, name, file), 'utf8');
  } catch (error) {
    if (file === 'objects.yaml') return '';
    throw error;
  }
}

async function answer(
  cluster: Cluster,
  objects: Objects,
  request: IncomingMessage,
  path: string,
): Promise<Reply> {
  const { pathname, searchParams } = new URL(path, 'https://kubernetes');
  const refused = cluster.refused?.some((start) => pathname.startsWith(start));
  if (refused) return status(403, `forbidden: User "viewer" cannot get path "${pathname}"`);
  if (pathname === '/version') {
    return cluster.version ? { status: 200, body: cluster.version } : status(403, 'forbidden');
  }
  if (pathname === '/apis') return { status: 200, body: { groups: groups(cluster, objects) } };
  if (request.method === 'POST') return review(cluster, await bodyOf(request));
  const proxied = /^\/api\/v1\/namespaces\/([^/]+)\/services\/([^/]+)\/proxy(\/.*)$/.exec(pathname);
  if (proxied) return ofService(cluster, `${proxied[1]}/${proxied[2]}`, proxied[3] ?? '/');
  return objects.get(pathname, searchParams) ?? status(404, 'the server could not find it');
}

const groups = ({ groups = [] }: Cluster, objects: Objects) =>
  [...new Set([...groups, ...objects.groups])].map((name) => ({ name, versions: [] }));

function ofService({ proxy = {} }: Cluster, name: string, path: string): Reply {
  const service = proxy[name];
  if (!service) return status(503, `no endpoints available for service "${name}"`);
  return service[path] ?? { status: 404, body: '404 page not found\n' };
}

/** https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/ */
function review({ denied = [] }: Cluster, text: string): Reply {
  const { resource, verb } = JSON.parse(text).spec.resourceAttributes;
  const allowed = !denied.includes(`${verb} ${resource}`);
  return { status: 201, body: { kind: 'SelfSubjectAccessReview', status: { allowed } } };
}

const status = (code: number, message: string): Reply => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code },
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function send(response: ServerResponse, { status, body }: Reply): void {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
