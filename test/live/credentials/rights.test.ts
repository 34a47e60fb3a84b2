import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Fields } from '../../access/simulated/json';
import { CODE } from '../../markdown';
import { withFleet } from './fleet';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

/** The rules of a ClusterRole that docs/connect.md has. */
function documented(name: string): Fields[] {
  const blocks = [...readFileSync('docs/connect.md', 'utf8').matchAll(CODE)];
  const roles = blocks
    .filter(([, , language]) => language === 'yaml')
    .map(([, , , code = '']) => parse(code));
  const found = roles.find(({ metadata }) => metadata?.name === name);
  if (!found) throw new Error(`docs/connect.md has no ${name}`);
  return found.rules;
}

const hubCluster = { adminRules: documented('promfleet-connect-hub') };
const each = (name: string) => () => ({ adminRules: documented(name) });

it.each([
  ['promfleet-connect-member', ''],
  ['promfleet-connect-token', 'auth: { type: serviceAccountToken, expiration: 10d }'],
])('with the rights of %s, and no others, members are connected and renewed', (name, cluster) =>
  withFleet({ cluster, hubCluster, each: each(name) }, async ({ connect }) => {
    expect((await connect('--timeout', '5s')).stderr).toBe('');
    expect((await connect('--timeout', '5s', '--renew')).code).toBe(0);
  }),
);

it.each(
  documented('promfleet-connect-member').map((rule, index) => [
    [rule.resources, rule.verbs].join(': '),
    index,
  ]),
)('none of them is left out: %s', (_what, index) => {
  const adminRules = documented('promfleet-connect-member').filter((_, other) => other !== index);
  return withFleet({ each: () => ({ adminRules }) }, async ({ connect }) => {
    const { code, stderr } = await connect('--timeout', '5s', '--signing-timeout', '1s');
    expect(stderr).toMatch(/found 403/);
    expect(code).toBe(1);
  });
});
