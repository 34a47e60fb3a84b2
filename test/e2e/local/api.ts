import * as https from 'node:https';
import * as net from 'node:net';
import { authorityCertificate, readPair } from './credentials';
import type { Cluster } from './plan';

/** What the API server answered; `body` is parsed JSON, or text where it is none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks a cluster's API server something as its administrator. */
export function request(
  cluster: Cluster,
  method: string,
  path: string,
  body?: object,
  contentType = 'application/json',
): Promise<Answer> {
  const { cert, key } = readPair(cluster, 'admin');
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const options: https.RequestOptions = {
      method,
      cert,
      key,
      ca: authorityCertificate(cluster),
      agent: false,
      timeout: 10_000,
      headers: payload === undefined ? {} : { 'content-type': contentType },
    };
    const asked = https.request(new URL(path, cluster.server), options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(text) }));
      response.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(new Error(`${path}: no answer in 10 s`)));
    asked.on('error', reject);
    asked.end(payload);
  });
}

/** Creates or updates an object, as `kubectl apply --server-side` does. `path` names the object. */
export async function apply(cluster: Cluster, path: string, object: object): Promise<void> {
  const query = '?fieldManager=promfleet-e2e&force=true';
  const type = 'application/apply-patch+yaml';
  const answer = await request(cluster, 'PATCH', `${path}${query}`, object, type);
  if (answer.status >= 300) {
    const message = (answer.body as { message?: string }).message ?? String(answer.body);
    throw new Error(`${cluster.name}: applying ${path}: ${message}`);
  }
}

/** Whether anything accepts connections at the API server's address. */
export function accepts(cluster: Cluster): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: cluster.controlPlaneAddress, port: 6443, timeout: 2_000 });
    const done = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
