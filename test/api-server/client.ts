import { Agent, request } from 'node:https';

/** What an API server answered. */
export interface Answer {
  readonly status: number;
  /** Parsed JSON, or text where it is none. */
  readonly body: unknown;
  /** What it warns of. */
  readonly warnings: readonly string[];
}

export interface Identity {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const LONGEST_MS = 300_000;

/** Asks an API server over connections that are kept. */
export class ApiClient {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    identity: Identity,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 8, ...identity });
  }

  /**
   * @param body - JSON or YAML as it is sent
   */
  request(method: string, path: string, body?: string, type = 'application/json'): Promise<Answer> {
    // Node does not say by itself how long the body of a DELETE is.
    const length = Buffer.byteLength(body ?? '');
    const headers = body === undefined ? {} : { 'content-type': type, 'content-length': length };
    const options = { method, headers, agent: this.agent, timeout: LONGEST_MS };
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.url), options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('error', reject).on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: parsed(text),
            // Each is `299 - "the text"`; the texts have their quotes escaped.
            warnings: warningsIn(response.headers.warning),
          }),
        );
      });
      asked.on('timeout', () => asked.destroy(new Error(`${path}: no answer in time`)));
      asked.on('error', (error: Error & { code?: string }) => {
        // A connection that was kept may have ended before the request reached the other side.
        if (!asked.reusedSocket || error.code !== 'ECONNRESET') return reject(error);
        this.request(method, path, body, type).then(resolve, reject);
      });
      asked.end(body);
    });
  }

  /** Closes its connections. */
  close(): void {
    this.agent.destroy();
  }
}

function warningsIn(header: string | undefined): string[] {
  return [...(header ?? '').matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
