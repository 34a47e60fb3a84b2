import { request } from 'node:https';

/** Where requests go, and as whom. */
export interface Asked {
  readonly host: string;
  readonly port: number;
  /** @default - nobody */
  readonly token?: string;
}

/** What was answered, of which only the beginning is waited for: some answers have no end. */
export interface Answered {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

/** Sends a path as it is written, which neither `fetch` nor `URL` would. */
export function ask({ host, port, token }: Asked, path: string, method = 'GET'): Promise<Answered> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const options = { host, port, path, method, headers, agent: false, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      const { statusCode: status = 0, headers } = response;
      let text = '';
      const done = () => {
        resolve({ status, location: headers.location, text });
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
    sent.setTimeout(10_000, () => sent.destroy(new Error(`${method} ${path}: no answer`)));
    sent.on('error', reject);
    sent.end();
  });
}

const MOST_REDIRECTS = 5;

/** Asks as a client does that goes wherever it is sent. */
export async function follow(asked: Asked, path: string): Promise<Answered> {
  let answer = await ask(asked, path);
  for (let tries = 0; answer.location !== undefined && tries < MOST_REDIRECTS; tries++) {
    const to = answer.location.replace(/^https?:\/\/[^/]+/, '');
    answer = await ask(asked, to.startsWith('/') ? to : `/${to}`);
  }
  return answer;
}
