import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { gunzip } from 'node:zlib';

/** What an HTTP server behind a stream answered. */
export interface StreamAnswer {
  readonly status: number;
  readonly text: string;
  /** Its clock, in milliseconds since 1970; absent where it does not say. */
  readonly date?: number;
}

/** Asks an HTTP server for a path. */
export type Ask = (path: string) => Promise<StreamAnswer>;

const TIMEOUT_MS = 30_000;
/** What is kept of an answer: targets of 10,000 members have some 100 MB, before they are packed. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * One GET over a stream of its own, which is ended.
 *
 * @param timeoutMs - from the first byte sent to the last one received
 * @throws Error if there is no answer, or one too large
 */
export async function getOver(
  stream: Duplex,
  path: string,
  timeoutMs = TIMEOUT_MS,
): Promise<StreamAnswer> {
  const late = new Error(`no answer within ${timeoutMs / 1000} s`);
  const timer = setTimeout(() => stream.destroy(late), timeoutMs);
  try {
    return await get(stream, path);
  } finally {
    clearTimeout(timer);
    stream.destroy();
  }
}

function get(stream: Duplex, path: string): Promise<StreamAnswer> {
  return new Promise((resolve, reject) => {
    if (stream.destroyed) return reject(stream.errored ?? new Error('the stream has ended'));
    const headers = { host: 'localhost', 'accept-encoding': 'gzip', connection: 'close' };
    const asked = request({ path, headers, createConnection: () => stream }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > MOST_BYTES) stream.destroy(new Error(`an answer of over ${MOST_BYTES} bytes`));
      });
      response.on('error', reject).on('end', () => {
        const { statusCode: status = 0, headers: received } = response;
        const date = received.date === undefined ? undefined : Date.parse(received.date);
        const body = Buffer.concat(chunks);
        if (received['content-encoding'] !== 'gzip') {
          return resolve({ status, text: body.toString(), date });
        }
        gunzip(body, { maxOutputLength: MOST_BYTES }, (error, unpacked) =>
          error ? reject(error) : resolve({ status, text: unpacked.toString(), date }),
        );
      });
    });
    // The request may be done with its stream when that fails.
    stream.on('error', reject);
    asked.on('error', reject).end();
  });
}
