import assert from 'node:assert/strict';
import { freePort } from '../../../tenants/servers';
import { startHonest } from '../../hub/member';
import { eventually } from '../../hub/observe';
import { withMembers } from '../../hub/scenario';
import type { Scenario } from '../../run';
import { withPlace } from '../hub';
import type { HubProcess } from '../process';
import { BLOCKS_IN_SECONDS, blocksAndMore, missing, moreSamples, upOf } from '../samples';
import { type Volume, withVolume } from '../volume';

/** Five minutes without a sample make a series absent; here seconds do. */
const FLAGS = [...BLOCKS_IN_SECONDS, '--query.lookback-delta=10s'];

/** Leaves room for samples but none for a block, until the hub says so. */
const failingForLackOfRoom = (hub: HubProcess, volume: Volume) =>
  eventually(
    'HubStorageFailing without room for a block',
    async () => {
      // Again and again: a block that was being written gives room back.
      volume.leave(100);
      return (await hub.raised('HubStorageFailing')).map(({ counter }) => counter);
    },
    (counters) => counters.includes('prometheus_tsdb_compactions_failed_total'),
    60,
  );

/** Volumes of hubs that are full. */
export const DISK: readonly Scenario[] = [
  {
    name: 'a full volume raises an alert before and while nothing is stored; with room the hub goes on, and a restart repairs it',
    run: () =>
      withMembers([startHonest('a')], ([a]) => {
        assert.ok(a);
        return withPlace({ members: [a] }, (place) =>
          withVolume(place.data, 800, async (volume) => {
            const hub = await place.start({ flags: FLAGS });
            await blocksAndMore(place, hub, upOf(a));

            // No room for a block any more, but for samples.
            await failingForLackOfRoom(hub, volume);
            assert.deepEqual(await hub.raised('HubStoresNothing'), []);

            await eventually(
              'alerts on a full volume',
              () => {
                volume.leave(0);
                return hub.active();
              },
              (alerts) => alerts.includes('HubStoresNothing'),
            );
            assert.match(hub.log(), /no space left on device/);
            assert.deepEqual(await hub.errors(), [], '/targets shows no error');
            const full = await hub.times(upOf(a));

            volume.resize(2000);
            await moreSamples(hub, upOf(a), 5, full.at(-1));
            await eventually(
              'HubStorageFailing once it can be stored',
              async () => (await hub.raised('HubStorageFailing')).map(({ counter }) => counter),
              (counters) => counters.includes('prometheus_tsdb_wal_writes_failed_total'),
            );
            assert.deepEqual(await hub.raised('HubStoresNothing'), []);

            // What came after room was made may be behind a record that was cut off, and is lost then.
            await hub.end('SIGTERM');
            const again = await place.start({ flags: FLAGS });
            assert.deepEqual(missing(full, await again.times(upOf(a))), []);
            await moreSamples(again, upOf(a), 5, Date.now() / 1000);
            const repaired = await again.times(upOf(a));
            await again.end('SIGKILL');
            const last = await place.start({ flags: FLAGS });
            assert.deepEqual(missing(repaired, await last.times(upOf(a))), []);
          }),
        );
      }),
  },
  {
    name: 'a hub that starts on a full volume ends at once, and starts with everything when there is room',
    run: () =>
      withMembers([startHonest('a')], ([a]) => {
        assert.ok(a);
        return withPlace({ members: [a] }, (place) =>
          withVolume(place.data, 800, async (volume) => {
            const hub = await place.start({ flags: FLAGS });
            await blocksAndMore(place, hub, upOf(a));
            // Without blocks its log holds chunks that a replay writes to disk.
            await failingForLackOfRoom(hub, volume);
            await moreSamples(hub, upOf(a), 12, Date.now() / 1000);
            const before = await hub.times(upOf(a));
            await hub.end('SIGKILL');
            volume.leave(0);
            for (const _ of ['once', 'and again']) {
              const crashing = place.launch({ flags: FLAGS });
              assert.equal(await crashing.ready(20), false);
              assert.notEqual((await crashing.ended).code, 0);
              assert.match(crashing.log(), /no space left on device/);
            }
            volume.resize(2000);
            const again = await place.start({ flags: FLAGS });
            assert.deepEqual(missing(before, await again.times(upOf(a))), []);
            await moreSamples(again, upOf(a), 3, before.at(-1));
          }),
        );
      }),
  },
  {
    name: 'of two replicas the other one says whose volume is full, which that one cannot',
    run: () =>
      withMembers([startHonest('a')], async (members) => {
        const replicas = [await freePort(), await freePort()];
        const [full, other] = replicas;
        await withPlace({ members, replicas, port: full }, (place) =>
          withPlace({ members, replicas, port: other }, (otherPlace) =>
            withVolume(place.data, 100, async (volume) => {
              const [itself, neighbour] = await Promise.all([place.start(), otherPlace.start()]);
              await moreSamples(
                neighbour,
                `up{promfleet_job="hub", instance="127.0.0.1:${full}"}`,
                5,
              );
              await eventually(
                'HubStorageFailing at the other one',
                async () => {
                  volume.leave(0);
                  return (await neighbour.raised('HubStorageFailing')).map(
                    ({ instance, counter }) => `${instance} ${counter}`,
                  );
                },
                (found) =>
                  found.join() === `127.0.0.1:${full} prometheus_tsdb_wal_writes_failed_total`,
                60,
              );
              assert.deepEqual(await itself.raised('HubStorageFailing'), []);
            }),
          ),
        );
      }),
  },
];
