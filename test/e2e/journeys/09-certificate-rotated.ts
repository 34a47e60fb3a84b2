import assert from 'node:assert/strict';
import { Continuity } from '../harness/continuity';
import { LIFETIME_SECONDS } from '../harness/credentials';
import { FIRST } from '../harness/install';
import type { Journey } from '../harness/journey';
import { getRaw } from '../harness/kubectl';
import { say } from '../harness/log';
import type { Stand } from '../harness/stand';
import { until } from '../local';

/** Ten hours, which the API server counts apart from the two days that others have left. */
const ROTATED_LIFETIME_SECONDS = 10 * 3600;

/** 9. A certificate that is replaced in the Secret is used soon, and nobody notices. */
export const certificateRotated: Journey = {
  number: 9,
  title: 'A certificate is rotated',
  run: async (stand, step) => {
    const member = 'member-a';
    let incarnation: string[] = [];
    let watched: Continuity | undefined;
    let counted = 0;
    await step('member-a sees the certificate that the hub has', async () => {
      await stand.deliver(member, await stand.credentials(member));
      const before = await requests(stand, member, LIFETIME_SECONDS);
      await until('requests with the certificate', async () => {
        return (await requests(stand, member, LIFETIME_SECONDS)) > before;
      });
      counted = await requests(stand, member, ROTATED_LIFETIME_SECONDS);
    });
    await step('a new one in the Secret is used in the next handshakes', async () => {
      incarnation = await stand.hub.incarnation();
      watched = await Continuity.begin(stand.hub);
      const started = Date.now();
      await stand.deliver(member, await stand.credentials(member, ROTATED_LIFETIME_SECONDS));
      await until(
        'requests with the new certificate',
        async () => (await requests(stand, member, ROTATED_LIFETIME_SECONDS)) > counted,
        { timeoutMs: 150_000 },
      );
      say(`used ${((Date.now() - started) / 1000).toFixed(0)} s after it was delivered`);
    });
    await step('the old one is used no more', async () => {
      await until(
        'the old certificate to be given up',
        async () => {
          const old = await requests(stand, member, LIFETIME_SECONDS);
          const fresh = await requests(stand, member, ROTATED_LIFETIME_SECONDS);
          await until('four more requests', async () => {
            return (await requests(stand, member, ROTATED_LIFETIME_SECONDS)) >= fresh + 4;
          });
          return (await requests(stand, member, LIFETIME_SECONDS)) === old;
        },
        { timeoutMs: 150_000 },
      );
    });
    await step('no restart, no gap', async () => {
      assert.deepEqual(await stand.hub.incarnation(), incarnation);
      for (const name of FIRST) await watched?.everyReplicaScraped(name);
    });
  },
};

/**
 * How many requests the member's API server had from clients whose certificate has about so long
 * to live: the only place where it says which certificate it was shown.
 */
async function requests(stand: Stand, member: string, lifetimeSeconds: number): Promise<number> {
  const name = 'apiserver_client_certificate_expiration_seconds_bucket';
  const text = await getRaw(stand.member(member), '/metrics');
  const buckets = text
    .split('\n')
    .map((line) => new RegExp(`^${name}\\{le="([^"]+)"\\} (\\d+)`).exec(line))
    .filter((match) => match !== null)
    .map(
      ([, limit, count]) => [Number(limit?.replace('+Inf', 'Infinity')), Number(count)] as const,
    );
  const at = buckets.findIndex(([limit]) => limit >= lifetimeSeconds);
  assert.ok(at > 0, `no bucket of ${name} is for ${lifetimeSeconds} s`);
  return (buckets[at]?.[1] ?? 0) - (buckets[at - 1]?.[1] ?? 0);
}
