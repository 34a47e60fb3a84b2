import { randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { TLSSocket } from 'node:tls';
import { type Answer, type ApiProps, answer } from './api';
import { recordUpdate } from './apply';
import { Controllers } from './controllers';
import { Counters } from './counters';
import { defaulted } from './defaults';
import type { KubeObject } from './json';
import { type Fields, isFields } from './json';
import { apiVersionOf, KINDS, type Kind } from './kinds';
import { type Faults, faultsOf, type SimulatedClusterOptions } from './options';
import { type ClusterPki, createPki } from './pki';
import { forwardPort } from './port-forward';
import { readRequest } from './request';
import { seeds } from './seeds';
import { ApiError, tooLarge, unauthorized } from './status';
import { Store } from './store';
import { Tokens } from './tokens';
import { Transport } from './transport';
import { ANONYMOUS, authenticated, type User } from './user';

const ADMIN = 'kubernetes-admin';
/** Bytes; more is refused, as by the API server. */
const LONGEST_BODY = 3 * 1024 * 1024;

/** A simulated Kubernetes API server, with what there is behind it. */
export class SimulatedCluster {
  readonly name: string;
  readonly counters: Counters;
  /** To be changed while it runs. */
  readonly faults: Faults;
  /** A bearer token of its administrator. */
  readonly adminToken = randomBytes(24).toString('base64url');
  readonly store: Store;
  private readonly kinds: readonly Kind[];
  private readonly tokens: Tokens;
  private readonly controllers: Controllers;
  private readonly https: Server;
  private readonly transport: Transport;
  private readonly users = new WeakMap<TLSSocket, User | undefined>();
  private port = 0;

  private constructor(
    private readonly options: SimulatedClusterOptions,
    readonly pki: ClusterPki,
    clock: () => number,
  ) {
    this.name = options.name;
    this.faults = faultsOf(options);
    this.counters = new Counters(options.record ?? false);
    this.kinds = [...KINDS, ...(options.kinds ?? [])];
    this.store = new Store(clock);
    this.tokens = new Tokens(this.store, options.tokenCacheMs ?? 0);
    const { store, tokens, faults, kinds } = this;
    this.controllers = new Controllers({ store, tokens, pki, faults, kinds });
    const { cert, key } = pki.server;
    const tls = {
      cert,
      key,
      requestCert: true,
      rejectUnauthorized: false,
      keepAliveTimeout: 90_000,
    };
    this.https = createServer(tls, (request, response) => void this.serve(request, response));
    this.https
      .on('tlsClientError', () => undefined)
      .on('clientError', (_, socket) => socket.destroy());
    forwardPort(this.https, { connect: (pod) => options.forwarded?.(pod) });
    this.transport = new Transport(faults, this.counters, (connection) => {
      this.https.emit('connection', connection);
    });
  }

  /** Makes a cluster and, unless it is to be unreachable, starts to listen. */
  static async start(options: SimulatedClusterOptions): Promise<SimulatedCluster> {
    const clock = () => Date.now() + (options.clockAheadMs ?? 0);
    const cluster = new SimulatedCluster(options, await createPki(options, clock), clock);
    for (const object of [...seeds(ADMIN, options.adminRules), ...(options.objects ?? [])]) {
      cluster.put(object);
    }
    await cluster.settled();
    await cluster.listen();
    if (options.unreachable) await cluster.disconnect();
    return cluster;
  }

  get url(): string {
    return `https://127.0.0.1:${this.port}${this.options.pathPrefix ?? ''}`;
  }

  /** Keeps an object as someone else would have made it, `kubectl` unless said otherwise. */
  put(object: Fields, manager = 'kubectl'): KubeObject {
    const kind = this.kinds.find(
      (known) => known.kind === object.kind && apiVersionOf(known) === object.apiVersion,
    );
    const metadata = isFields(object.metadata) ? object.metadata : {};
    const { name, namespace } = metadata;
    if (!kind || typeof name !== 'string') throw new Error(`not an object: ${object.kind}`);
    const place = typeof namespace === 'string' ? namespace : undefined;
    this.store.needNamespace(kind, place);
    const live = this.store.find(kind, place, name);
    const next = {
      ...object,
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata: { ...live?.metadata, ...metadata, name },
    };
    const by = { name: manager, force: false, now: this.store.now() };
    return this.store.save(kind, recordUpdate(kind, live, defaulted(next, live), by));
  }

  /** The object of a kind. */
  find(kindName: string, namespace: string | undefined, name: string): KubeObject | undefined {
    const kind = this.kinds.find((known) => known.kind === kindName);
    if (!kind) throw new Error(`no such kind: ${kindName}`);
    return this.store.find(kind, namespace, name);
  }

  /** Waits until what the controllers do at once is done. */
  settled(): Promise<void> {
    return this.controllers.settled();
  }

  /** Ends all connections; nothing listens then. */
  async disconnect(): Promise<void> {
    await this.transport.close();
  }

  /** Listens, on the same port as before. */
  async listen(): Promise<void> {
    this.port = await this.transport.listen();
  }

  async stop(): Promise<void> {
    this.controllers.stop();
    await this.transport.close();
    this.https.closeAllConnections?.();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const { body, tooLong } = await read(request);
    this.counters.keep(`${method} ${url}`, ...headerLines(request), body);
    const prefix = this.options.pathPrefix ?? '';
    const { pathname, searchParams } = new URL(url, this.url);
    const inside = pathname.startsWith(`${prefix}/`);
    const path = inside ? pathname.slice(prefix.length) : pathname;
    const info = readRequest(method, path, searchParams, this.kinds);
    this.counters.asked(`${method} ${info.pattern}`);
    response.once('close', () => this.counters.waiting--);
    if (this.faults.hanging === 'requests') return;
    try {
      this.fail();
      if (tooLong) throw tooLarge(LONGEST_BODY);
      const user = this.authenticate(request);
      if (!inside)
        throw new ApiError(404, 'NotFound', 'the server could not find the requested resource');
      const { props } = this;
      const contentType = request.headers['content-type']?.split(';')[0] ?? '';
      const agent = request.headers['user-agent']?.split('/')[0] || 'unknown';
      this.send(response, answer(props, info, { user, body, contentType, agent }));
    } catch (error) {
      this.sendError(response, error);
    }
  }

  private get props(): ApiProps {
    const { store, tokens, kinds, options } = this;
    return { store, tokens, kinds, options, url: () => this.url };
  }

  private fail(): void {
    const { throttled } = this.faults;
    if (throttled.requests > 0) {
      throttled.requests--;
      const headers = { 'retry-after': String(throttled.retryAfterSeconds) };
      const message = 'Too many requests, please try again later.';
      throw new ApiError(
        429,
        'TooManyRequests',
        message,
        { retryAfterSeconds: throttled.retryAfterSeconds },
        headers,
      );
    }
    if (this.faults.failures > 0) {
      this.faults.failures--;
      throw new ApiError(
        500,
        'InternalError',
        'Internal error occurred: etcdserver: request timed out',
      );
    }
  }

  private authenticate(request: IncomingMessage): User {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const byCertificate = this.certified(request);
    if (byCertificate) return byCertificate;
    if (bearer === undefined) return ANONYMOUS;
    const groups = this.options.adminRules ? [] : ['system:masters'];
    if (bearer === this.adminToken) return authenticated(ADMIN, groups);
    const user = this.tokens.identify(bearer);
    if (!user) throw unauthorized();
    return user;
  }

  /** @throws {ApiError} 401 for a certificate that does not hold. */
  private certified({ socket }: IncomingMessage): User | undefined {
    if (!(socket instanceof TLSSocket)) return undefined;
    const certificate = socket.getPeerX509Certificate?.();
    if (!certificate) return undefined;
    const known = this.users.get(socket);
    if (known) return known;
    const subject = this.pki.identify(new X509Certificate(certificate.raw));
    if (!subject) throw unauthorized();
    const user = authenticated(subject.name, subject.groups);
    this.users.set(socket, user);
    return user;
  }

  private send(response: ServerResponse, { status, body, contentType }: Answer): void {
    if (typeof body === 'function') {
      response.writeHead(status, { 'content-type': 'application/json' }).flushHeaders();
      response.once(
        'close',
        body((text) => response.write(text)),
      );
      return;
    }
    const text = typeof body === 'string' ? body : `${JSON.stringify(body)}\n`;
    const type =
      contentType ?? (typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json');
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(text),
      'audit-id': randomUUID(),
      date: new Date(this.store.now()).toUTCString(),
    });
    response.end(text);
  }

  private sendError(response: ServerResponse, error: unknown): void {
    const known =
      error instanceof ApiError
        ? error
        : new ApiError(
            500,
            'InternalError',
            `the simulation failed: ${error instanceof Error ? error.stack : error}`,
          );
    for (const [name, value] of Object.entries(known.headers)) response.setHeader(name, value);
    this.send(response, { status: known.code, body: known.status });
  }
}

async function read(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= LONGEST_BODY) chunks.push(chunk);
  }
  return { body: Buffer.concat(chunks).toString(), tooLong: length > LONGEST_BODY };
}

function headerLines({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : [],
  );
}
