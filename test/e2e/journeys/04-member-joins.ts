import assert from 'node:assert/strict';
import { Continuity } from '../harness/continuity';
import { FIRST, workloadsReady } from '../harness/install';
import type { Journey } from '../harness/journey';
import { say } from '../harness/log';
import { differences, identity, type Manifest } from '../harness/manifests';
import type { Stand } from '../harness/stand';
import { needsThird, third } from '../harness/third';

/** 4. A third member joins; its credentials come last, as they do when people are slow. */
export const memberJoins: Journey = {
  number: 4,
  title: 'A member joins',
  impossible: needsThird,
  run: async (stand, step) => {
    const hub = stand.context.hub.name;
    let before: Record<string, Manifest[]> = {};
    let watched: Continuity | undefined;
    await step('the diff is its own directory, a key and a mount at the hub', async () => {
      const newcomer = third(stand).name;
      await stand.synth(FIRST);
      before = rendered(stand, [hub, ...FIRST]);
      await stand.synth([...FIRST, newcomer]);
      const after = rendered(stand, [hub, ...FIRST]);
      for (const name of FIRST) assert.deepEqual(after[name], before[name]);
      const changed = differences(before[hub] ?? [], after[hub] ?? []);
      assert.deepEqual(changed.length, 3, changed.join(', '));
      const [jobs = '', inventory = '', pods] = changed.toSorted();
      assert.match(jobs, /^ConfigMap monitoring\/hub-federation-\d+$/);
      assert.match(inventory, /^ConfigMap monitoring\/hub-inventory-\d+$/);
      assert.equal(pods, 'StatefulSet monitoring/hub-prometheus-server');
      const [rules, job] = newKeys(before[hub], after[hub]).toSorted();
      assert.match(rules ?? '', /^hub-inventory-\d+\.yml$/);
      assert.equal(job, `${newcomer}.yaml`);
    });
    await step('its monitor is applied and Ready', async () => {
      await stand.apply(third(stand).name);
      await workloadsReady(stand, third(stand).name);
    });
    await step('the hub is applied and replaces its pods one by one', async () => {
      watched = await Continuity.begin(stand.hub);
      await stand.apply(hub);
      await stand.hub.rolledOut();
    });
    await step('without its credentials it is no target, and the others are', async () => {
      await Promise.all(FIRST.map((name) => stand.hub.memberUp(name)));
      for (const replica of stand.hub.replicas) {
        const targets = await replica.targets();
        assert.ok(!targets.some(({ scrapePool }) => scrapePool === third(stand).name));
      }
    });
    await step('with them it is scraped, without a restart', async () => {
      const incarnation = await stand.hub.incarnation();
      const started = Date.now();
      await stand.deliver(third(stand).name, await stand.credentials(third(stand).name));
      await stand.hub.memberUp(third(stand).name, 180_000);
      say(`scraped ${((Date.now() - started) / 1000).toFixed(0)} s after its Secret was created`);
      assert.deepEqual(await stand.hub.incarnation(), incarnation);
      await stand.hub.eventually('samples of the third member', async (replica) => {
        const query = `count({job="kubernetes-nodes", cluster="${third(stand).name}"})`;
        return ((await replica.value(query)) ?? 0) > 0;
      });
    });
    await step('the others were watched all the time', async () => {
      for (const name of FIRST) await watched?.hubScraped(name);
    });
  },
};

function rendered(stand: Stand, names: readonly string[]): Record<string, Manifest[]> {
  return Object.fromEntries(names.map((name) => [name, stand.manifests(name)]));
}

/** Keys of ConfigMaps that were not there before, and those that changed. */
function newKeys(before: readonly Manifest[] = [], after: readonly Manifest[] = []): string[] {
  const old = new Map(before.map((manifest) => [identity(manifest), manifest.data ?? {}]));
  return after.flatMap((manifest) => {
    const was = old.get(identity(manifest)) ?? {};
    const { data = {} } = manifest;
    return Object.keys(data).filter((key) => data[key] !== was[key]);
  });
}
