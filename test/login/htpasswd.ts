import assert from 'node:assert/strict';
import type { Scenario } from '../faults/run';
import { nothingArrives } from '../nothing-arrives';
import { ask, Browser } from './ask';
import { hasAnswers, QUERY } from './outside';
import { PEOPLE, type Stage, VALUES, withEcho } from './stage';

const basic = (user: string, password: string) => ({
  authorization: `Basic ${btoa(`${user}:${password}`)}`,
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const signIn = (browser: Browser, username: string, password: string) =>
  browser.once({
    path: '/oauth2/sign_in',
    method: 'POST',
    headers: FORM,
    body: new URLSearchParams({ username, password }).toString(),
  });

/** What those see who log in with name and password, and those who try. */
export const byPassword = ({ behind, ...stage }: Stage): Scenario[] => [
  {
    name: 'htpasswd: who has a password has answers, by the page and by each request alone',
    run: () =>
      behind('htpasswd', async ({ port }) => {
        for (const [user, password] of Object.entries(PEOPLE)) {
          const headers = basic(user, password);
          assert.match((await ask(port, { path: QUERY, headers })).text, /"job":"self"/);
          const browser = new Browser(port);
          assert.equal((await signIn(browser, user, password)).status, 302);
          await hasAnswers(browser);
        }
      }),
  },
  {
    name: 'htpasswd: its page is shown to who comes with a browser, and leads back to itself alone',
    run: () =>
      behind('htpasswd', async ({ port }) => {
        const { status, text } = await ask(port, { path: '/graph' });
        assert.equal(status, 403);
        assert.match(text, /name="password"/);
        const { location = '' } = await ask(port, { path: '/oauth2/start' });
        assert.match(location, /^\/oauth2\/sign_in\?/);
      }),
  },
  {
    name: 'htpasswd: a wrong password and an unknown user are refused, and no code helps',
    run: () =>
      behind('htpasswd', (proxy) =>
        nothingArrives(stage, async () => {
          const { port } = proxy;
          const wrong = [
            ['alice', PEOPLE.bob],
            ['carol', PEOPLE.alice],
            ['alice', ''],
            ['', ''],
            ['alice', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
          ] as const;
          for (const [user, password] of wrong) {
            const path = QUERY;
            assert.ok((await ask(port, { path, headers: basic(user, password) })).status >= 400);
            const browser = new Browser(port);
            assert.ok((await signIn(browser, user, password)).status >= 400);
            assert.ok((await browser.once({ path })).status >= 400);
          }
          const browser = new Browser(port);
          const { location = '' } = await browser.once({ path: '/oauth2/start' });
          const state = new URL(location, 'https://x').searchParams.get('state') ?? '';
          const path = `/oauth2/callback?${new URLSearchParams({ code: 'x', state })}`;
          assert.ok((await browser.once({ path })).status >= 400);
          assert.ok((await browser.once({ path: QUERY })).status >= 400);
        }),
      ),
  },
  {
    name: 'a session is a cookie that only this host is sent, over https, and no script reads',
    run: () =>
      behind('htpasswd', async ({ port }) => {
        const { cookies } = await signIn(new Browser(port), 'alice', PEOPLE.alice);
        const [session = ''] = cookies.filter((cookie) => cookie.startsWith('__Host-promfleet='));
        const [, ...attributes] = session.split('; ');
        assert.deepEqual(attributes.sort(), [
          'HttpOnly',
          'Max-Age=43200',
          'Path=/',
          'SameSite=Lax',
          'Secure',
        ]);
      }),
  },
  {
    name: 'a session that is changed, or made with another secret, is none',
    run: () =>
      behind('htpasswd', async ({ port }) => {
        const browser = new Browser(port);
        await signIn(browser, 'alice', PEOPLE.alice);
        const { cookie } = browser;
        assert.equal((await ask(port, { path: QUERY, headers: { cookie } })).status, 200);
        const [value = '', time = '', mark = ''] = cookie.replace(/^[^=]+=/, '').split('|');
        const changed = [
          [value.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')), time, mark],
          [value, String(Number(time) + 60), mark],
          [value, time, mark.replace(/^./, (one) => (one === 'A' ? 'B' : 'A'))],
          [value, time, ''],
        ].map((parts) => `__Host-promfleet=${parts.join('|')}`);
        for (const one of changed) {
          const { status } = await ask(port, { path: QUERY, headers: { cookie: one } });
          assert.ok(status >= 400, one);
        }
        const values = {
          ...VALUES,
          'cookie-secret': 'ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=',
        };
        const other = async ({ port: at }: { port: number }) => {
          const { status } = await ask(at, { path: QUERY, headers: { cookie } });
          assert.ok(status >= 400, `${status}`);
        };
        await behind('htpasswd', other, { values });
      }),
  },
  {
    name: 'htpasswd: Prometheus is told neither who asks nor the password',
    run: () =>
      withEcho((upstream, sent) =>
        behind(
          'htpasswd',
          async ({ port }) => {
            const headers = { ...basic('bob', PEOPLE.bob), 'x-forwarded-user': 'alice' };
            assert.equal((await ask(port, { path: QUERY, headers })).status, 200);
            const [{ authorization, ...others } = {}] = sent;
            assert.equal(authorization, undefined);
            assert.doesNotMatch(JSON.stringify(others), /bob/);
          },
          { upstream },
        ),
      ),
  },
  {
    name: 'what a Prometheus refuses stays refused for who has logged in',
    run: () =>
      behind('htpasswd', async ({ port }) => {
        const headers = basic('alice', PEOPLE.alice);
        for (const path of [
          '/-/quit',
          '/-/reload',
          '/api/v1/admin/tsdb/delete_series?match[]=up',
        ]) {
          const { status } = await ask(port, { path, method: 'POST', headers });
          assert.ok(status >= 400, `${path}: ${status}`);
        }
        assert.equal((await ask(port, { path: QUERY, headers })).status, 200);
      }),
  },
];
