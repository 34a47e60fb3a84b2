import { request } from 'node:https';
import { answerTo, type RawAnswer } from '../../raw-request';

/** Where requests go, and as whom. */
export interface Asked {
  readonly host: string;
  readonly port: number;
  /** @default - nobody */
  readonly token?: string;
}

/** Sends a path as it is written. */
export function ask({ host, port, token }: Asked, path: string, method = 'GET') {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const options = { host, port, path, method, headers, agent: false, rejectUnauthorized: false };
  return answerTo((answered) => request(options, answered), `${method} ${path}`);
}

const MOST_REDIRECTS = 5;

/** Asks as a client does that goes wherever it is sent. */
export async function follow(asked: Asked, path: string): Promise<RawAnswer> {
  let answer = await ask(asked, path);
  for (let tries = 0; answer.location !== undefined && tries < MOST_REDIRECTS; tries++) {
    const to = answer.location.replace(/^https?:\/\/[^/]+/, '');
    answer = await ask(asked, to.startsWith('/') ? to : `/${to}`);
  }
  return answer;
}
