import * as https from 'node:https';
import type { Cluster } from './cluster';
import type { Credentials } from './credentials';

/** One request to an API server. */
export interface Attempt {
  readonly what: string;
  /** @default GET */
  readonly method?: string;
  readonly path: string;
  /** @default - none */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly body?: object;
}

/** What the API server answered. */
export interface Outcome {
  readonly status: number;
  readonly text: string;
  /** Where the answer sends the client, if it does. */
  readonly location?: string;
}

/** Sends a request as the reader, with the credentials that the hub has. */
export function attempt(
  { address, authority }: Cluster,
  credentials: Partial<Credentials>,
  { method = 'GET', path, headers, body }: Attempt,
): Promise<Outcome> {
  const { 'tls.crt': cert, 'tls.key': key, token } = credentials;
  const payload = body && JSON.stringify(body);
  const options: https.RequestOptions = {
    method,
    cert,
    key,
    ca: authority,
    agent: false,
    timeout: 10_000,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(payload ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const request = https.request(new URL(address + path), options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          location: response.headers.location,
        }),
      );
    });
    // An upgrade that succeeds has to be seen as what it is: access.
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 101, text: 'upgraded' });
    });
    request.on('timeout', () => request.destroy(new Error(`${path}: no answer in 10 s`)));
    request.on('error', reject);
    request.end(payload);
  });
}
