import assert from 'node:assert/strict';
import type { Scenario } from '../faults/run';
import { nothingArrives } from '../nothing-arrives';
import { ask, Browser, HOST } from './ask';
import type { Forgery, Person } from './issuer';
import { hasAnswers, QUERY } from './outside';
import type { LOGINS, Stage } from './stage';

const DANA: Person = {
  sub: '1',
  email: 'dana@example.com',
  email_verified: true,
  groups: ['sre', 'staff'],
};

/** Who is refused, by the kind of login and by what they are. */
const REFUSED: readonly (readonly [keyof typeof LOGINS, string, Person])[] = [
  ['domain', 'another domain', { ...DANA, email: 'dana@example.org' }],
  ['domain', 'a domain that ends alike', { ...DANA, email: 'dana@evil-example.com' }],
  ['domain', 'a domain below it', { ...DANA, email: 'dana@sub.example.com' }],
  ['domain', 'an address in an address', { ...DANA, email: '"x@example.com"@example.org' }],
  ['domain', 'an address that nobody has verified', { ...DANA, email_verified: false }],
  ['domain', 'no address', { sub: '1' }],
  ['group', 'another group', { ...DANA, groups: ['staff', 'sre-guests', 'SRE'] }],
  ['group', 'no group', { ...DANA, groups: [] }],
  ['both', 'the group, of another domain', { ...DANA, email: 'dana@example.org' }],
  ['both', 'the domain, of another group', { ...DANA, groups: ['staff'] }],
];

/** Tokens that the issuer never gave to this client. */
const FORGERIES: Readonly<Record<string, Forgery>> = {
  'signed by another': { otherKey: true },
  'not signed': { unsigned: true },
  'for another client': { claims: { aud: 'another' } },
  'of another issuer': { claims: { iss: 'http://127.0.0.1:1' } },
  'over already': { claims: { exp: Math.floor(Date.now() / 1000) - 3600 } },
  'of another login': { claims: { nonce: 'another' } },
};

/** What those see who log in at an issuer, and those who try. */
export const byIssuer = (stage: Stage): Scenario[] => {
  const { behind, issuer } = stage;
  const refusedAs = (login: keyof typeof LOGINS, person: Person, forgery: Forgery = {}) =>
    behind(login, ({ port }) =>
      nothingArrives(stage, async () => {
        Object.assign(issuer, { person, forgery });
        const browser = new Browser(port, issuer.url);
        const { status, text } = await browser.open({ path: QUERY });
        assert.ok(status >= 400, `${status} ${text.slice(0, 200)}`);
        Object.assign(issuer, { forgery: {} });
        const again = await browser.once({ path: QUERY });
        assert.equal(again.status, 302, 'it is asked for a login again');
      }),
    );
  return [
    {
      name: 'oidc: who comes is sent to the issuer, and back to where they wanted to go',
      run: () =>
        behind('domain', async ({ port }) => {
          issuer.person = DANA;
          const browser = new Browser(port, issuer.url);
          const { status, text, via } = await browser.open({ path: QUERY });
          assert.equal(status, 200, text);
          assert.match(text, /"job":"self"/);
          const [first = '', second = '', third] = via;
          assert.ok(first.startsWith(`${issuer.url}/authorize?`), first);
          const asked = new URL(first).searchParams;
          assert.equal(asked.get('redirect_uri'), `https://${HOST}/oauth2/callback`);
          assert.equal(asked.get('scope'), 'openid email profile');
          assert.ok(second.startsWith(`https://${HOST}/oauth2/callback?`), second);
          assert.equal(third, QUERY);
          await hasAnswers(browser);
          assert.deepEqual(issuer.complaints, []);
        }),
    },
    {
      name: 'oidc: a member of a group is let in, wherever their address is; spaces in its name do no harm',
      run: () =>
        behind('group', async ({ port }) => {
          for (const groups of [['sre'], ['x', '/team/on call']]) {
            issuer.person = { ...DANA, email: 'dana@example.org', groups };
            const browser = new Browser(port, issuer.url);
            const { status, via } = await browser.open({ path: QUERY });
            assert.equal(status, 200);
            assert.equal(new URL(via[0] ?? '').searchParams.get('scope'), 'openid email groups');
          }
        }),
    },
    {
      name: 'oidc: pages that are opened side by side can each be logged in to',
      run: () =>
        behind('domain', async ({ port }) => {
          issuer.person = DANA;
          const browser = new Browser(port, issuer.url);
          const starts = [
            await browser.once({ path: '/graph' }),
            await browser.once({ path: QUERY }),
          ];
          for (const { location = '' } of starts) {
            const url = new URL(location);
            const { location: back = '' } = await ask(Number(url.port), {
              path: `${url.pathname}${url.search}`,
              headers: { host: url.host },
            });
            const callback = new URL(back);
            const answer = await browser.once({ path: `${callback.pathname}${callback.search}` });
            assert.equal(answer.status, 302, answer.text);
          }
          await hasAnswers(browser);
        }),
    },
    ...REFUSED.map(([login, what, person]) => ({
      name: `oidc, ${login}: refused is ${what}`,
      run: () => refusedAs(login, person),
    })),
    ...Object.entries(FORGERIES).map(([what, forgery]) => ({
      name: `oidc: refused is a token that is ${what}`,
      run: () => refusedAs('domain', DANA, forgery),
    })),
    {
      name: 'oidc: a code that somebody else asked for is no use, nor one a second time',
      run: () =>
        behind('domain', ({ port }) =>
          nothingArrives(stage, async () => {
            issuer.person = DANA;
            const own = new Browser(port, issuer.url);
            const { location = '' } = await own.once({ path: '/graph' });
            const url = new URL(location);
            const { location: back = '' } = await ask(Number(url.port), {
              path: `${url.pathname}${url.search}`,
              headers: { host: url.host },
            });
            const callback = new URL(back);
            const path = `${callback.pathname}${callback.search}`;
            const other = new Browser(port, issuer.url);
            assert.ok((await other.once({ path })).status >= 400);
            assert.equal(other.cookie, '');
            assert.equal((await own.once({ path })).status, 302);
            const again = await new Browser(port, issuer.url).once({ path });
            assert.ok(again.status >= 400);
          }),
        ),
    },
    {
      name: 'oidc: neither the issuer’s tokens nor the secret are in cookies or in the log',
      run: () =>
        behind('domain', async ({ port, log }) => {
          issuer.person = DANA;
          const browser = new Browser(port, issuer.url);
          await browser.open({ path: QUERY });
          assert.ok(browser.cookie.length < 1_000, `${browser.cookie.length} characters`);
          assert.doesNotMatch(log(), /what-only-the-client-knows|MDEyMzQ1Njc4|eyJ/);
          assert.match(log(), /dana@example\.com/);
        }),
    },
    {
      name: 'oidc: who logs out is out',
      run: () =>
        behind('domain', async ({ port }) => {
          issuer.person = DANA;
          const browser = new Browser(port, issuer.url);
          await browser.open({ path: QUERY });
          await browser.once({ path: '/oauth2/sign_out' });
          assert.equal((await browser.once({ path: QUERY })).status, 302);
        }),
    },
  ];
};
