import assert from 'node:assert/strict';
import { freePort } from '../../../tenants/servers';
import { startHonest } from '../../hub/member';
import { eventually } from '../../hub/observe';
import { withMembers } from '../../hub/scenario';
import type { Scenario } from '../../run';
import { withPlace } from '../hub';
import {
  BLOCKS_IN_SECONDS,
  blocksAndMore,
  longestGap,
  missing,
  moreSamples,
  upOf,
} from '../samples';

/** Hubs that are killed. */
export const KILLED: readonly Scenario[] = [
  {
    name: 'a hub that is killed while it scrapes has every sample again, and scrapes on',
    run: () =>
      withMembers([startHonest('a'), startHonest('b')], (members) =>
        withPlace({ members }, async (place) => {
          const [a] = members;
          assert.ok(a);
          let hub = await place.start({ flags: BLOCKS_IN_SECONDS });
          await blocksAndMore(place, hub, upOf(a));
          for (const _ of ['once', 'and again']) {
            const before = await hub.times(upOf(a));
            await hub.end('SIGKILL');
            hub = await place.start({ flags: BLOCKS_IN_SECONDS });
            assert.deepEqual(missing(before, await hub.times(upOf(a))), []);
            await moreSamples(hub, upOf(a), 5, before.at(-1));
          }
        }),
      ),
  },
  {
    name: 'of two replicas the one that stays has no gap, and says that the other is down',
    run: () =>
      withMembers([startHonest('a')], async (members) => {
        const [a] = members;
        assert.ok(a);
        const replicas = [await freePort(), await freePort()];
        const [one, other] = replicas;
        await withPlace({ members, replicas, port: one }, (first) =>
          withPlace({ members, replicas, port: other }, async (second) => {
            const [goes, stays] = await Promise.all([first.start(), second.start()]);
            await moreSamples(stays, upOf(a), 5);
            await goes.end('SIGKILL');
            await moreSamples(stays, upOf(a), 8, Date.now() / 1000);
            const gap = longestGap(await stays.times(upOf(a)));
            assert.ok(gap < 2.5, `a gap of ${gap} s`);
            const down = await stays.raised('HubReplicaDown');
            assert.deepEqual(
              down.map(({ instance }) => instance),
              [`127.0.0.1:${one}`],
            );
            await first.start();
            await eventually(
              'HubReplicaDown once it is up',
              () => stays.raised('HubReplicaDown'),
              (raised) => raised.length === 0,
            );
          }),
        );
      }),
  },
];
