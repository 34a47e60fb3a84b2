import assert from 'node:assert/strict';
import type { CheckedRight } from '../../../live/access/check-rights';
import type { Credentials } from '../harness/credentials';
import { ensureJoined, FIRST } from '../harness/install';
import type { Journey } from '../harness/journey';
import { kubectlJson } from '../harness/kubectl';
import { say } from '../harness/log';
import { promfleet } from '../harness/promfleet';
import { type Attempt, attempt } from '../harness/reader';
import type { Stand } from '../harness/stand';
import { allowed, closed, forbidden, type Way } from './forbidden';

/** 7. The reader may read one port of one Service, where there is a front one path of it, and nothing else. */
export const leastPrivilege: Journey = {
  number: 7,
  title: 'Least privilege of the reader',
  run: async (stand, step) => {
    const credentials = new Map<string, Credentials>();
    await step('the readers of both members have their credentials', async () => {
      for (const name of FIRST) credentials.set(name, await stand.credentials(name));
    });
    const guarded = stand.context.members[FIRST.length]?.name;
    if (guarded !== undefined) {
      await step(`${guarded}, which has a front, is there too`, async () => {
        await ensureJoined(stand, guarded);
        credentials.set(guarded, await stand.credentials(guarded));
      });
    }
    for (const [name, found] of credentials) {
      const way: Way = name === guarded ? 'front' : 'server';
      await step(`${name}: the one request succeeds`, async () => {
        const { status, text } = await attempt(stand.member(name), found, allowed(way));
        assert.equal(status, 200, text);
        assert.match(text, /^up\{/m);
      });
      await step(`${name}: everything else is refused`, async () => {
        const attempts = forbidden(await nodeOf(stand, name), way);
        assert.ok(attempts.length >= 30, `only ${attempts.length} requests`);
        await refuseAll(stand, name, found, attempts, [403]);
      });
      if (way === 'front') {
        await step(`${name}: so is everything else of its Prometheus, by the front`, () =>
          refuseAll(stand, name, found, closed(), [401, 403]),
        );
      }
    }
    await step(
      'the reader of member-a is nobody at member-b, nor is one without credentials',
      async () => {
        const [a, b] = [credentials.get('member-a') ?? {}, stand.member('member-b')];
        assert.equal((await attempt(b, a, allowed('server'))).status, 401);
        const anonymous = (await attempt(b, {}, allowed('server'))).status;
        assert.ok(anonymous === 401 || anonymous === 403, String(anonymous));
      },
    );
    await step('every API server says of the reader what promfleet access says', async () => {
      const { code, stdout } = await promfleet(stand, 'access', '--check', '--output', 'json');
      const { clusters } = JSON.parse(stdout) as { clusters: Checked[] };
      for (const { cluster, rights } of clusters) {
        say(`${cluster}: ${rights.length} rights asked for`);
        assert.ok(rights.length >= 10, stdout);
        for (const { right, meant, found } of rights) {
          assert.equal(found, meant, `${cluster}: ${JSON.stringify(right)}`);
        }
      }
      assert.deepEqual(new Set(clusters.map(({ cluster }) => cluster)), new Set(joined(stand)));
      assert.equal(code, 0);
    });
  },
};

/** What `promfleet access --check` says of a cluster. */
interface Checked {
  readonly cluster: string;
  readonly rights: readonly CheckedRight[];
}

/** The members that are in the fleet file. */
const joined = (stand: Stand) =>
  stand.context.members.map(({ name }) => name).filter((name) => stand.isRendered(name));

async function refuseAll(
  stand: Stand,
  name: string,
  credentials: Partial<Credentials>,
  attempts: readonly Attempt[],
  refusals: readonly number[],
): Promise<void> {
  const granted: string[] = [];
  for (const one of attempts) {
    const { status } = await attempt(stand.member(name), credentials, one);
    const row = `${one.what.padEnd(26)} ${(one.method ?? 'GET').padEnd(6)} ${one.path}`;
    say(`${status} ${row}`);
    if (!refusals.includes(status)) granted.push(`${status} ${row}`);
  }
  assert.deepEqual(granted, []);
  say(`${name}: ${attempts.length} requests refused`);
}

async function nodeOf(stand: Stand, name: string): Promise<string> {
  const { items } = await kubectlJson<{ items: { metadata: { name: string } }[] }>(
    stand.member(name),
    ['get', 'nodes'],
  );
  return items[0]?.metadata.name ?? '';
}
