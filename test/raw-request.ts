import type { ClientRequest, IncomingMessage } from 'node:http';

/** What was answered, of which only the beginning is waited for: some answers have no end. */
export interface RawAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly cookies: readonly string[];
  readonly text: string;
}

/**
 * Waits for the answer to a request, whose path is sent as it is written: neither `fetch` nor `URL` would.
 *
 * @param send - makes the request, and is called back with its answer
 * @param what - how the request is called where there is none
 */
export function answerTo(
  send: (answered: (response: IncomingMessage) => void) => ClientRequest,
  what: string,
  body?: string,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = send((response) => {
      const { statusCode: status = 0, headers } = response;
      let text = '';
      const done = () => {
        const cookies = headers['set-cookie'] ?? [];
        resolve({ status, location: headers.location, cookies, text });
        sent.destroy();
      };
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > 10_000) done();
      });
      response.on('end', done);
      setTimeout(done, 2_000).unref();
    });
    sent.setTimeout(10_000, () => sent.destroy(new Error(`${what}: no answer`)));
    sent.on('error', reject);
    sent.end(body);
  });
}
