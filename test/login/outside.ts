import assert from 'node:assert/strict';
import { disguises, servedPaths } from '../access/federate-only/paths';
import type { Scenario } from '../faults/run';
import { nothingArrives } from '../nothing-arrives';
import { ask, type Browser, type Request } from './ask';
import type { LOGINS, Stage } from './stage';

/** Ways of logging in of which both kinds are shown the same. */
const KINDS: readonly (keyof typeof LOGINS)[] = ['htpasswd', 'domain'];

const QUERY = '/api/v1/query?query=up';

/** What Prometheus does not have, and oauth2-proxy answers of itself to anybody. */
const OPEN = '/ping';

/** Headers by which some programs believe who somebody is, or where from. */
const PRETENCES: readonly Request['headers'][] = [
  { 'x-forwarded-user': 'admin', 'x-forwarded-email': 'admin@example.com' },
  { 'x-forwarded-preferred-username': 'admin', 'x-forwarded-groups': 'sre' },
  { 'x-auth-request-user': 'admin', 'x-auth-request-email': 'admin@example.com' },
  { 'x-forwarded-access-token': 'token', 'x-remote-user': 'admin', 'remote-user': 'admin' },
  { authorization: 'Bearer no.token.at-all' },
  { authorization: `Bearer eyJhbGciOiJub25lIn0.${btoa('{"email":"a@example.com"}')}.` },
  { authorization: `Basic ${btoa('admin:admin')}` },
  { authorization: `Basic ${btoa(':')}` },
  { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
  { 'x-forwarded-uri': OPEN, 'x-original-uri': OPEN, 'x-original-url': OPEN },
  { 'x-rewrite-url': OPEN, 'x-http-method-override': 'OPTIONS' },
  { 'x-forwarded-proto': 'https', 'x-forwarded-host': '127.0.0.1' },
  { 'user-agent': 'GoogleHC/1.0' },
  { 'user-agent': 'kube-probe/1.35' },
  { cookie: '__Host-promfleet=admin|1|x; _oauth2_proxy=admin' },
  { origin: 'https://prometheus.example.com', 'access-control-request-method': 'GET' },
  { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'AAAA', host: '127.0.0.1' },
];

/** What those see who have not logged in. */
export const outside = (stage: Stage): Scenario[] => [
  {
    name: 'a way past the login would be found here',
    run: () =>
      stage.behind(
        'domain',
        async ({ port }) => {
          await assert.rejects(isRefused(port, QUERY));
          await assert.rejects(
            nothingArrives(stage, async () => void (await ask(port, { path: QUERY }))),
          );
        },
        { args: ['--skip-auth-route=GET=^/api/'] },
      ),
  },
  ...KINDS.flatMap((kind) => [
    {
      name: `${kind}: whoever has not logged in reaches none of Prometheus's paths, however written`,
      run: () =>
        stage.behind(kind, ({ port }) =>
          nothingArrives(stage, async () => {
            const metrics = await (await fetch(`${stage.prometheus.url}/metrics`)).text();
            const paths = servedPaths(metrics, []);
            assert.ok(paths.length > 40, `only ${paths.length} paths`);
            for (const path of [...paths, '/-/quit', '/-/reload', '/federate?match[]=up']) {
              for (const written of disguises('', path, OPEN)) await isRefused(port, written);
            }
          }),
        ),
    },
    {
      name: `${kind}: no header makes anybody somebody`,
      run: () =>
        stage.behind(kind, ({ port }) =>
          nothingArrives(stage, async () => {
            for (const headers of PRETENCES) await isRefused(port, QUERY, { headers });
          }),
        ),
    },
    {
      name: `${kind}: no other method does, neither with a body`,
      run: () =>
        stage.behind(kind, ({ port }) =>
          nothingArrives(stage, async () => {
            for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE']) {
              for (const path of [QUERY, '/-/quit', '/api/v1/admin/tsdb/snapshot', '/graph']) {
                await isRefused(port, path, { method });
                await isRefused(port, path, { method, body: 'query=up' });
              }
            }
          }),
        ),
    },
    {
      name: `${kind}: its own pages say who is asked, and nothing of Prometheus`,
      run: () =>
        stage.behind(kind, ({ port }) =>
          nothingArrives(stage, async () => {
            for (const path of ['/oauth2/auth', '/oauth2/userinfo']) {
              assert.equal((await ask(port, { path })).status, 401, path);
            }
            for (const path of [OPEN, '/ready', '/robots.txt']) {
              assert.match(
                (await ask(port, { path })).text,
                /^(OK|User-agent: \*\nDisallow: \/\n?)$/,
              );
            }
          }),
        ),
    },
    {
      name: `${kind}: a program that asks is told so, and not sent to a page`,
      run: () =>
        stage.behind(kind, async ({ port }) => {
          const headers = { accept: 'application/json' };
          assert.equal((await ask(port, { path: QUERY, headers })).status, 401);
        }),
    },
    {
      name: `${kind}: nobody is sent to another site after a login`,
      run: () =>
        stage.behind(kind, async ({ port }) => {
          for (const to of [
            'https://evil.example',
            '//evil.example',
            '/\\evil.example',
            '/%09/evil.example',
          ]) {
            const path = `/oauth2/sign_out?rd=${encodeURIComponent(to)}`;
            const { location } = await ask(port, { path });
            const { host } = new URL(location ?? '', 'https://prometheus.example.com');
            assert.equal(host, 'prometheus.example.com', `${to}: ${location}`);
          }
        }),
    },
  ]),
];

/** Looks that a path is refused, or leads to a login. */
async function isRefused(port: number, path: string, more: Omit<Request, 'path'> = {}) {
  const { status, location, text, cookies } = await ask(port, { path, ...more });
  const what = `${more.method ?? 'GET'} ${path} ${JSON.stringify(more.headers ?? {})}`;
  const isOwn = /^(OK|User-agent: \*)/.test(text) || text === '';
  const isElsewhere = status >= 300 && status < 400 && location !== undefined;
  assert.ok(isElsewhere || status >= 400 || isOwn, `${what}: ${status} ${text.slice(0, 200)}`);
  const sessions = cookies.filter((cookie) => /^__Host-promfleet=[^;]/.test(cookie));
  assert.deepEqual(sessions, [], what);
}

/** Looks that somebody who has logged in has answers of Prometheus. */
export async function hasAnswers(browser: Browser): Promise<void> {
  const { status, text } = await browser.once({ path: QUERY });
  assert.equal(status, 200, text);
  assert.match(text, /"job":"self"/);
}

export { QUERY };
