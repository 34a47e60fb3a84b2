import { request } from 'node:http';

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

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly cookies: readonly string[];
  /** Of an answer that has no end, its beginning. */
  readonly text: string;
}

/** Sends one request to a port of loopback. */
export function ask(port: number, { path, method = 'GET', headers, body }: Request) {
  const all = { host: HOST, ...headers };
  const options = { host: '127.0.0.1', port, path, method, headers: all, agent: false };
  return new Promise<Answer>((resolve, reject) => {
    const sent = request(options, (response) => {
      const { statusCode: status = 0, headers: got } = response;
      let text = '';
      const done = () => {
        resolve({ status, location: got.location, cookies: got['set-cookie'] ?? [], text });
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
    sent.end(body);
  });
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
  async open(request: Request): Promise<Answer & { readonly via: readonly string[] }> {
    const via: string[] = [];
    let answer = await this.once(request);
    while (answer.location !== undefined && via.length < 10) {
      via.push(answer.location);
      answer = await this.goTo(answer.location);
    }
    return { ...answer, via };
  }

  /** Asks for a page, and for no other. */
  async once(request: Request): Promise<Answer> {
    const headers = { ...request.headers, ...(this.jar.size > 0 && { cookie: this.cookie }) };
    const answer = await ask(this.port, { ...request, headers });
    for (const cookie of answer.cookies) this.keep(cookie);
    return answer;
  }

  private goTo(location: string): Promise<Answer> {
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
