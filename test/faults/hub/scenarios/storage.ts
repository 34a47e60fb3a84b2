import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { besides, samples, series, startHonest, startMember } from '../member';
import { eventually, fires, HUB, resolves, subjects } from '../observe';
import type { HubProcess } from '../prometheus';
import { fault, type Scenario, withHub } from '../scenario';

/** Waits until the hub has had itself as a target for some seconds. */
const settled = (hub: HubProcess) =>
  eventually(
    'samples of its own',
    () => hub.query('count_over_time(up{promfleet_job="hub"}[30s])'),
    ([count]) => Number(count?.value) >= 5,
  );

/** Fills the hub's volume to the last byte. */
function fill(hub: HubProcess): void {
  const chunk = Buffer.alloc(4096);
  try {
    for (;;) writeFileSync(hub.dataPath('ballast'), chunk, { flag: 'a' });
  } catch {}
}

/** Changes one byte in the middle of the write-ahead log of a hub that is stopped. */
function damage(hub: HubProcess): void {
  const segment = hub.path('data/wal/00000000');
  const bytes = readFileSync(segment);
  const middle = Math.floor(statSync(segment).size / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  writeFileSync(segment, bytes);
}

/** What goes wrong inside the hub. */
export const STORAGE: readonly Scenario[] = [
  {
    name: 'a full volume: the hub stores nothing and says so, and goes on when there is room',
    alerts: ['HubStoresNothing', 'HubStorageFailing'],
    run: () =>
      withHub({ members: [startHonest('right')], volume: '8m' }, async (hub) => {
        await settled(hub);
        await resolves(hub, 'HubStoresNothing');
        fill(hub);
        await fires(hub, 'HubStoresNothing', HUB);
        // It counts what fails, and cannot keep the count either.
        assert.deepEqual(await subjects(hub, 'HubStorageFailing'), []);
        rmSync(hub.dataPath('ballast'));
        await resolves(hub, 'HubStoresNothing');
        await fires(hub, 'HubStorageFailing', HUB);
        await resolves(hub, 'HubStorageFailing');
      }),
  },
  fault({
    name: 'a damaged write-ahead log is named until the next start',
    raises: { HubStorageDamaged: HUB },
    members: () => [startHonest('right')],
    cause: async (hub) => {
      await settled(hub);
      await hub.stop();
      damage(hub);
      await hub.start();
    },
    remedy: async (hub) => {
      await hub.stop();
      await hub.start();
    },
  }),
  fault({
    name: 'a volume that is nearly full is named until it is enlarged',
    raises: { HubDiskNearlyFull: HUB },
    members: () => [startMember('large', besides(series(2000))), startHonest('right')],
    hub: 'storage: 256Ki',
    remedy: (hub) => hub.rewrite({ hub: 'storage: 1Gi' }),
  }),
  fault({
    name: 'a rule that fails is named until what it reads is as it should be',
    raises: { HubRulesFailing: HUB },
    members: () => [
      startMember('twice', (response) => {
        const again = samples(0).replaceAll('instance="a"', 'instance="b"');
        response.end(samples(0) + again);
      }),
      startHonest('right'),
    ],
    hub: 'storage: 1Gi, rules: [{ name: mine, rules: [{ record: "cluster:load:ratio", expr: node_load1 / on (cluster) node_load5 }] }]',
  }),
];
