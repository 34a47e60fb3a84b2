import type { Agent, ClientRequest } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { Socket } from 'node:net';
import { ClusterFailure, refusal, unreachable } from './failure';

/** What an API server answered. */
export interface Answer {
  readonly status: number;
  /** Parsed JSON, or text where it is none. */
  readonly body: unknown;
  /** What it warns of, as kubectl prints it. */
  readonly warnings: readonly string[];
  /** Its clock, in milliseconds since 1970; absent where it does not say. */
  readonly date?: number;
  /**
   * What API servers call the request; absent: something else answered.
   *
   * https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
   */
  readonly auditId?: string;
}

/** One request. */
export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the server's own path, with a query: `/api/v1/nodes?limit=1`. */
  readonly path: string;
  /**
   * Text as it is, anything else as JSON.
   *
   * @default - none
   */
  readonly body?: unknown;
  /** @default application/json */
  readonly type?: string;
  /**
   * Milliseconds from the first byte sent to the last one received.
   *
   * @default 20000
   */
  readonly timeoutMs?: number;
  /**
   * Milliseconds until a new connection has shaken hands, TCP and TLS together.
   *
   * @default 8000
   */
  readonly connectTimeoutMs?: number;
  /**
   * Bytes that an answer may have; a longer one is a failure.
   *
   * @default 67108864
   */
  readonly mostBytes?: number;
}

/** How a server is reached, and who asks. */
export interface Access {
  /** URL, with a path where the server has one. */
  readonly server: string;
  /** Connections to be kept, with the CA to trust and a client certificate. */
  readonly agent: Agent;
  /**
   * Headers that say who asks.
   *
   * @default - none: the certificate says it
   */
  readonly headers?: RequestOptions['headers'];
}

const TIMEOUT_MS = 20_000;
/** Whoever is dead is to free its place soon: others of the fleet wait for it. */
const CONNECT_TIMEOUT_MS = 8_000;
/** A federation request of everything has some 5 MB; more than this is no answer of ours. */
const MOST_BYTES = 64 * 1024 * 1024;
const TRIES = 4;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Asks an API server over connections that are kept. Redirects are not followed: they would carry
 * credentials elsewhere.
 */
export class ApiConnection {
  private access?: Promise<Access>;
  private readonly agents = new Set<Agent>();
  /** Those that shook hands: a request that waited for one of them says nothing of that itself. */
  private readonly shaken = new WeakSet<Socket>();

  /**
   * @param server - URL, for messages
   * @param authenticate - finds out who asks, when it is first needed and when a server no longer
   *   accepts it; may take as long as a program that prints a token
   */
  constructor(
    readonly server: string,
    private readonly authenticate: () => Promise<Access>,
  ) {}

  /**
   * What comes of a request, whatever its status. It is sent again when the server asks for that
   * (429) or a connection ended that had been kept.
   *
   * @throws ClusterFailure if there is no answer
   */
  async request(asked: Request): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      this.access ??= this.authenticate();
      const used = this.access;
      const outcome = await this.outcome(used, asked);
      if ('error' in outcome) {
        if (outcome.again && tries < TRIES) continue;
        throw unreachable(this.server, outcome.error);
      }
      const { answer, retryAfterMs } = outcome;
      // Tokens end; a request beside this one may have got another already.
      if (answer.status === 401 && tries === 1) this.forget(used);
      else if (answer.status === 429 && tries < TRIES) await pause(retryAfterMs);
      else return answer;
    }
  }

  /**
   * What a path has.
   *
   * @throws ClusterFailure unless it is given
   */
  async get(path: string): Promise<unknown> {
    return (await this.expect({ path })).body;
  }

  /**
   * What comes of a request that goes well.
   *
   * @throws ClusterFailure unless it does
   */
  async expect(asked: Request): Promise<Answer> {
    const answer = await this.request(asked);
    const { status, body } = answer;
    if (status >= 300) throw refusal(asked.method ?? 'GET', asked.path, status, body);
    return answer;
  }

  /** Ends the connections that were kept. */
  close(): void {
    for (const agent of this.agents) agent.destroy();
    this.access = undefined;
  }

  /** Ends the connections that nothing is asked over now; who asks is kept. */
  rest(): void {
    for (const { freeSockets } of this.agents) {
      for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
    }
  }

  private async outcome(access: Promise<Access>, asked: Request): Promise<Outcome> {
    try {
      const ready = await access;
      this.agents.add(ready.agent);
      return await this.send(ready, asked);
    } catch (error) {
      this.forget(access);
      return { error, again: false };
    }
  }

  private forget(access: Promise<Access>): void {
    if (this.access === access) this.access = undefined;
  }

  private send({ server, agent, headers }: Access, asked: Request): Promise<Outcome> {
    const { method = 'GET', path, type = 'application/json', timeoutMs = TIMEOUT_MS } = asked;
    const { body, mostBytes = MOST_BYTES, connectTimeoutMs = CONNECT_TIMEOUT_MS } = asked;
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const url = new URL(server.replace(/\/$/, '') + path);
    const sent =
      text === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) };
    return new Promise((resolve) => {
      const fail = (error: unknown, again = false) => {
        clearTimeout(timer);
        resolve({ error, again });
      };
      const options = { method, agent, headers: { accept: '*/*', ...headers, ...sent } };
      const outgoing = request(url, options, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size <= mostBytes) return;
          fail(tooMuch(path, mostBytes));
          // Without the error: the socket of an answer that is whole has nobody who takes it.
          outgoing.destroy();
        });
        response.on('error', fail).on('end', () => {
          clearTimeout(timer);
          const { statusCode = 0, headers: received } = response;
          const answer = {
            status: statusCode,
            body: parsed(Buffer.concat(chunks).toString()),
            warnings: warningsIn(received.warning),
            date: received.date ? Date.parse(received.date) || undefined : undefined,
            auditId: textOf(received['audit-id']),
          };
          resolve({ answer, retryAfterMs: Number(received['retry-after'] ?? 1) * 1000 });
        });
      });
      const timer = setTimeout(() => outgoing.destroy(late(timeoutMs)), timeoutMs);
      outgoing.on('socket', (socket) => this.shakesHands(socket, outgoing, connectTimeoutMs));
      outgoing.on('error', (error: NodeJS.ErrnoException) =>
        // A connection that was kept may have ended before the request reached the other side.
        fail(error, outgoing.reusedSocket && error.code === 'ECONNRESET'),
      );
      outgoing.end(text);
    });
  }

  private shakesHands(socket: Socket, outgoing: ClientRequest, timeoutMs: number): void {
    if (this.shaken.has(socket)) return;
    const timer = setTimeout(() => outgoing.destroy(late(timeoutMs)), timeoutMs);
    const end = () => clearTimeout(timer);
    socket.once('close', end).once('secureConnect', () => {
      end();
      this.shaken.add(socket);
    });
  }
}

type Outcome =
  | { readonly answer: Answer; readonly retryAfterMs: number }
  | { readonly error: unknown; readonly again: boolean };

const late = (ms: number) =>
  Object.assign(new Error(`no answer within ${ms / 1000} s`), { code: 'ETIMEDOUT' });

const tooMuch = (path: string, bytes: number) =>
  new ClusterFailure('refused', `GET ${path.split('?')[0]} answers with over ${bytes} bytes`);

const pause = (ms: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.min(ms || 1000, LONGEST_PAUSE_MS)));

const textOf = (header: string | string[] | undefined) =>
  Array.isArray(header) ? header[0] : header;

/** Each is `299 - "the text"`; the texts have their quotes escaped. */
function warningsIn(header: string | undefined): string[] {
  return [...(header ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    text.replace(/\\(.)/g, '$1'),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
