import { type ChildProcess, spawn } from 'node:child_process';
import * as http from 'node:http';
import * as net from 'node:net';
import type { Cluster } from './cluster';
import { kubectlPath } from './kubectl';

/** What a port-forward leads to. */
export interface Destination {
  readonly namespace: string;
  /** Such as `pod/name` or `service/name`. */
  readonly resource: string;
  readonly port: number;
}

/** An HTTP answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

const open = new Set<PortForward>();
process.on('exit', closeAll);

/** Ends every port-forward, so that none keeps the process or the clusters busy. */
export function closeAll(): void {
  for (const forward of open) forward.close();
}

/**
 * HTTP, or lines of text, to a pod through `kubectl port-forward`.
 *
 * NetworkPolicies do not apply on this way, and no proxy reads along. It breaks when the pod goes,
 * and is opened anew by the next request.
 */
export class PortForward {
  private child?: ChildProcess;
  private local?: Promise<number>;

  constructor(
    private readonly cluster: Cluster,
    private readonly destination: Destination,
  ) {
    open.add(this);
  }

  /** Sends one request; an error closes the forward. */
  request(method: string, urlPath: string, body?: string): Promise<HttpAnswer> {
    return this.through((port) => send(port, method, urlPath, body));
  }

  /** Writes this text to a connection of its own and ends it; an error closes the forward. */
  write(text: string): Promise<void> {
    return this.through((port) => write(port, text));
  }

  /** Where other programs reach it, until it breaks or is closed. */
  address(): Promise<string> {
    return this.through(async (port) => `http://127.0.0.1:${port}`);
  }

  close(): void {
    this.child?.kill();
    this.child = undefined;
    this.local = undefined;
  }

  private async through<T>(use: (port: number) => Promise<T>): Promise<T> {
    try {
      this.local ??= this.start();
      return await use(await this.local);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  private start(): Promise<number> {
    const { namespace, resource, port } = this.destination;
    const args = ['--kubeconfig', this.cluster.kubeconfig, '-n', namespace];
    const child = spawn(kubectlPath(), [...args, 'port-forward', resource, `:${port}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    return new Promise((resolve, reject) => {
      let said = '';
      const listen = (chunk: Buffer) => {
        said += chunk.toString();
        const local = /127\.0\.0\.1:(\d+) ->/.exec(said)?.[1];
        if (local) resolve(Number(local));
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('error', reject);
      child.on('exit', () => reject(new Error(`no way to ${resource}: ${said.trim()}`)));
    });
  }
}

function send(port: number, method: string, path: string, body?: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, agent: false, timeout: 10_000 };
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    request.on('timeout', () => request.destroy(new Error(`${path}: no answer in 10 s`)));
    request.on('error', reject);
    request.end(body);
  });
}

/** Resolves when the other side has read it all and ended the connection too. */
function write(port: number, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.setTimeout(10_000, () => socket.destroy(new Error('no end in 10 s')));
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume().end(text);
  });
}
