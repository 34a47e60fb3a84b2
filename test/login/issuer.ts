import {
  createHash,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who is at the issuer's page: what its token says of them. */
export interface Person {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

/** What is wrong with a token. */
export interface Forgery {
  /** Claims in the place of the right ones. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Whether it is signed with a key that is not the issuer's. */
  readonly otherKey?: boolean;
  /** Whether it is not signed at all. */
  readonly unsigned?: boolean;
}

export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly redirect: string;
}

interface Code {
  readonly nonce: string;
  readonly challenge: string;
}

const base64 = (value: string | Buffer) => Buffer.from(value).toString('base64url');

/** An issuer of OpenID Connect on loopback that knows one client, and lets in who is set. */
export class Issuer {
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly codes = new Map<string, Code>();
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch((error: Error) => {
      this.complaints.push(error.message);
      response.writeHead(400).end(error.message);
    });
  });

  person: Person = { sub: 'nobody' };
  forgery: Forgery = {};
  /** What it had to refuse. */
  readonly complaints: string[] = [];

  constructor(private readonly client: Client) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    if (pathname === '/authorize') return this.authorize(searchParams, response);
    const json = (body: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/.well-known/openid-configuration') json(this.discovery());
    else if (pathname === '/jwks') json({ keys: [this.jwk()] });
    else if (pathname === '/userinfo') json(this.person);
    else if (pathname === '/token') json(this.token(await bodyOf(request), request));
    else throw new Error(`nothing is at ${pathname}`);
  }

  private discovery(): object {
    const at = (path: string) => `${this.url}${path}`;
    return {
      issuer: this.url,
      authorization_endpoint: at('/authorize'),
      token_endpoint: at('/token'),
      jwks_uri: at('/jwks'),
      userinfo_endpoint: at('/userinfo'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  private jwk(): object {
    return {
      ...this.keys.publicKey.export({ format: 'jwk' }),
      kid: 'one',
      alg: 'RS256',
      use: 'sig',
    };
  }

  private authorize(asked: URLSearchParams, response: ServerResponse): void {
    const { id, redirect } = this.client;
    need(asked, { client_id: id, redirect_uri: redirect, response_type: 'code' });
    need(asked, { code_challenge_method: 'S256' });
    const [nonce, challenge, state] = ['nonce', 'code_challenge', 'state'].map((name) =>
      given(asked, name),
    );
    const code = randomUUID();
    this.codes.set(code, { nonce: nonce ?? '', challenge: challenge ?? '' });
    const back = new URL(redirect);
    back.searchParams.set('code', code);
    back.searchParams.set('state', state ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  private token(asked: URLSearchParams, { headers }: IncomingMessage): object {
    const { id, secret, redirect } = this.client;
    need(asked, { grant_type: 'authorization_code', redirect_uri: redirect });
    const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    if (headers.authorization !== basic) need(asked, { client_id: id, client_secret: secret });
    const name = given(asked, 'code');
    const code = this.codes.get(name);
    if (!code) throw new Error('a code that is not known, or was used');
    this.codes.delete(name);
    const verifier = createHash('sha256').update(given(asked, 'code_verifier')).digest('base64url');
    if (verifier !== code.challenge) throw new Error('not the one who asked for the code');
    return {
      access_token: randomUUID(),
      token_type: 'Bearer',
      expires_in: 300,
      id_token: this.idToken(code.nonce),
    };
  }

  private idToken(nonce: string): string {
    const { otherKey, unsigned, claims } = this.forgery;
    const now = Math.floor(Date.now() / 1000);
    const header = unsigned ? { alg: 'none' } : { alg: 'RS256', kid: 'one' };
    const times = { iat: now, exp: now + 300 };
    const body = { iss: this.url, aud: this.client.id, ...times, nonce, ...this.person, ...claims };
    const text = `${base64(JSON.stringify(header))}.${base64(JSON.stringify(body))}`;
    return `${text}.${unsigned ? '' : signature(text, (otherKey ? this.others : this.keys).privateKey)}`;
  }
}

const signature = (text: string, key: KeyObject) =>
  createSign('RSA-SHA256').update(text).sign(key).toString('base64url');

function need(asked: URLSearchParams, wanted: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(wanted)) {
    const found = asked.get(name);
    if (found !== value) throw new Error(`${name} is ${found} where ${value} is right`);
  }
}

function given(asked: URLSearchParams, name: string): string {
  const value = asked.get(name);
  if (!value) throw new Error(`no ${name}`);
  return value;
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}
