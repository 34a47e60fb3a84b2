import { request } from 'node:http';
import { answerTo, type RawAnswer } from '../raw-request';

/** The host that people ask for; where it is to be found is for tests to know. */
export const HOST = 'prometheus.example.com';

export interface Request {
  /** As it is written, which neither `fetch` nor `URL` would send. */
  readonly path: string;
  /** @default GET */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request to a port of loopback. */
export function ask(port: number, { path, method = 'GET', headers, body }: Request) {
  const all = { host: HOST, ...headers };
  const options = { host: '127.0.0.1', port, path, method, headers: all, agent: false };
  return answerTo((answered) => request(options, answered), `${method} ${path}`, body);
}

/** One that keeps cookies and goes where it is sent, as far as that is here. */
export class Browser {
  private readonly jar = new Map<string, string>();

  /**
   * @param port - of what stands for the host
   * @param elsewhere - the one other origin that it goes to
   */
  constructor(
    private readonly port: number,
    private readonly elsewhere = '',
  ) {}

  /** What it would send of cookies. */
  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Asks for a page, and those that it is sent to. */
  async open(request: Request): Promise<RawAnswer & { readonly via: readonly string[] }> {
    const via: string[] = [];
    let answer = await this.once(request);
    while (answer.location !== undefined && via.length < 10) {
      via.push(answer.location);
      answer = await this.goTo(answer.location);
    }
    return { ...answer, via };
  }

  /** Asks for a page, and for no other. */
  async once(request: Request): Promise<RawAnswer> {
    const headers = { ...request.headers, ...(this.jar.size > 0 && { cookie: this.cookie }) };
    const answer = await ask(this.port, { ...request, headers });
    for (const cookie of answer.cookies) this.keep(cookie);
    return answer;
  }

  private goTo(location: string): Promise<RawAnswer> {
    const url = new URL(location, `https://${HOST}`);
    const path = `${url.pathname}${url.search}`;
    if (url.host === HOST) return this.once({ path });
    if (url.origin !== this.elsewhere) throw new Error(`it is sent to ${location}`);
    return ask(Number(url.port), { path, headers: { host: url.host } });
  }

  private keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    const isOver = /expires=[^;]*19(69|70)|max-age=(0|-)/i.test(cookie) || value === '';
    if (isOver) this.jar.delete(name);
    else this.jar.set(name, value);
  }
}
