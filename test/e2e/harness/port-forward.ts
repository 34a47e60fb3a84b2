import { type ChildProcess, spawn } from 'node:child_process';
import * as http from 'node:http';
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
 * HTTP to a pod through `kubectl port-forward`.
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
  async request(method: string, urlPath: string, body?: string): Promise<HttpAnswer> {
    try {
      this.local ??= this.start();
      return await send(await this.local, method, urlPath, body);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.child?.kill();
    this.child = undefined;
    this.local = undefined;
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
