import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningServer, withServer } from '../access/drill-down/server';
import { until } from '../e2e/local/wait';
import { HOST } from './ask';
import { type Client, Issuer } from './issuer';
import { loginContainer, type RunningProxy, SECRET, type Values, withProxy } from './proxy';

/** Who is let in by name and password: hashed by bcrypt, and by what htpasswd has of old. */
export const PEOPLE = { alice: 'U*U', bob: 'of-bob' } as const;

const sha1 = (text: string) => createHash('sha1').update(text).digest('base64');

const HTPASSWD = [
  // A test vector of bcrypt's authors.
  'alice:$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
  `bob:{SHA}${sha1(PEOPLE.bob)}`,
  '',
].join('\n');

/** What people write into the Secret that the fleet file names. */
export const VALUES: Values = {
  'client-id': 'promfleet',
  'client-secret': 'what-only-the-client-knows',
  'cookie-secret': 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
  htpasswd: HTPASSWD,
};

const CLIENT: Client = {
  id: 'promfleet',
  secret: 'what-only-the-client-knows',
  redirect: `https://${HOST}/oauth2/callback`,
};

/** Logins as the fleet file says them; the issuer is another here. */
const oidc = (who: string) =>
  loginContainer(`{ oidc: { issuerUrl: 'https://login.example.com', secret: ${SECRET}, ${who} } }`);

export const LOGINS = {
  htpasswd: loginContainer(`{ htpasswd: { secret: ${SECRET} } }`),
  domain: oidc('emailDomains: [example.com]'),
  group: oidc('allowedGroups: [sre, /team/on call], scopes: [openid, email, groups]'),
  both: oidc('emailDomains: [example.com], allowedGroups: [sre]'),
} as const;

export interface Stage {
  readonly prometheus: RunningServer;
  readonly issuer: Issuer;
  /** Runs oauth2-proxy in front of the Prometheus, or of something else. */
  readonly behind: (
    login: keyof typeof LOGINS,
    use: (proxy: RunningProxy) => Promise<void>,
    options?: {
      readonly values?: Values;
      readonly upstream?: string;
      /** Further arguments. */
      readonly args?: readonly string[];
    },
  ) => Promise<void>;
}

/** A real Prometheus that scrapes itself, and an issuer. */
export const onStage = (run: (stage: Stage) => Promise<void>): Promise<void> =>
  withServer(
    {
      config: (listens) => ({
        global: { scrape_interval: '1s' },
        scrape_configs: [{ job_name: 'self', static_configs: [{ targets: [listens] }] }],
      }),
    },
    async (prometheus) => {
      await until('the first samples', async () => (await prometheus.query('up')).length > 0);
      const issuer = new Issuer(CLIENT);
      await issuer.start();
      const behind: Stage['behind'] = (login, use, { values = VALUES, upstream, args } = {}) =>
        withProxy(
          {
            container: LOGINS[login],
            args,
            upstream: upstream ?? prometheus.listens,
            values,
            ...(login !== 'htpasswd' && { issuer: issuer.url }),
          },
          use,
        );
      try {
        await run({ prometheus, issuer, behind });
      } finally {
        issuer.stop();
      }
    },
  );

/** Something in the place of Prometheus that remembers what it is sent. */
export async function withEcho(
  use: (listens: string, sent: readonly IncomingHttpHeaders[]) => Promise<void>,
): Promise<void> {
  const sent: IncomingHttpHeaders[] = [];
  const server = createServer(({ headers }, response) => {
    sent.push(headers);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`127.0.0.1:${(server.address() as AddressInfo).port}`, sent);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
