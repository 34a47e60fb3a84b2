import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Cluster } from '../harness/cluster';
import { FIRST } from '../harness/install';
import type { Journey } from '../harness/journey';
import { kubectl } from '../harness/kubectl';
import { say } from '../harness/log';
import type { Prometheus } from '../harness/prometheus';
import { needsThird, third } from '../harness/third';
import { until } from '../local';
import { ChartedFleet, commands, HUB, MONITOR, RELEASES_NAMESPACE } from './helm/charted-fleet';
import { assertKept, type Kept, keep } from './helm/kept';
import { leftInCluster, leftInNamespace } from './helm/left-behind';
import { makeNextVersion } from './helm/next-version';

/** Headings of docs/helm.md. */
const START = 'A hub and a member';
const ANOTHER = 'Another member';
const CHANGE = 'Change a value, or upgrade';
const REMOVE = 'Remove';

const CHARTS = ['promfleet-monitor', 'promfleet-hub'];
/** What the rules record that are added, how many targets of a job there are. */
const RECORD = 'journey:up:count';
/** Seconds between two scrapes, once that is changed. */
const SHORTER = 5;

/** 13. What docs/helm.md has done with the charts, beside the fleet that kubectl applied. */
export const chartsOfHelm: Journey = {
  number: 13,
  title: 'The charts of Helm',
  impossible: needsThird,
  run: async (stand, step) => {
    // The nodes of the first members have given node-exporter's port to the fleet's own.
    const [payments, search] = [third(stand), stand.member(FIRST[0])];
    const fleet = new ChartedFleet(stand, { payments, search });
    const { hub } = fleet;
    let before: Kept | undefined;

    await step('a member is installed by its chart, and helm test passes', async () => {
      await fleet.clear();
      fleet.checkOut();
      await fleet.follow(START, 0);
      assertTested(await fleet.follow(START, 1));
    });
    await step('so is a hub, under the restricted standard', async () => {
      assertTested(await fleet.follow(START, 2));
    });
    await step('with its credentials the member is read, without a restart', async () => {
      const pods = await fleet.pods(hub);
      await fleet.follow(START, 3);
      await fleet.said('payments');
      await hasSamples(fleet.server, 'payments');
      assert.deepEqual(await fleet.pods(hub), pods);
    });
    await step('helm upgrade adds a member: a new pod of the hub has the old samples', async () => {
      const [pods, kept] = [await fleet.servers(hub), await keep(fleet)];
      await fleet.follow(ANOTHER, 0);
      const after = await fleet.servers(hub);
      assert.equal(after.length, pods.length);
      assert.ok(!after.some((pod) => pods.includes(pod)), 'the pod has not been replaced');
      await assertKept(fleet, kept);
      await fleet.reads('cluster', ['payments']);
    });
    await step('with its credentials that member is read, without a restart', async () => {
      const pods = await fleet.pods(hub);
      await fleet.follow(ANOTHER, 1);
      await fleet.said('search');
      await hasSamples(fleet.server, 'search');
      assert.deepEqual(await fleet.pods(hub), pods);
    });
    await step('a changed interval and new rules are in effect, and no pod is new', async () => {
      const pods = await Promise.all([payments, hub].map((one) => fleet.pods(one)));
      const interval = `scrapeInterval: ${SHORTER}s`;
      fleet.edit('members.yaml', 'storage:', `${interval}, ${ruleAbout('prometheus')}, storage:`);
      fleet.edit('hub.yaml', '  storage:', `  ${interval}\n  ${ruleAbout('payments')}\n  storage:`);
      fleet.edit('hub.yaml', '  auth:', `  federation: { interval: ${SHORTER}s }\n  auth:`);
      await fleet.follow(CHANGE, 0);
      const upgraded = Date.now();
      await Promise.all([fleet.monitor('payments'), fleet.server].map(records));
      await readsEvery(fleet.server, SHORTER);
      say(`in effect ${((Date.now() - upgraded) / 1000).toFixed(0)} s after the upgrade`);
      assert.deepEqual(await Promise.all([payments, hub].map((one) => fleet.pods(one))), pods);
    });
    await step(
      'a version with every default changed keeps claims, addresses and samples',
      async () => {
        before = await keep(fleet);
        for (const name of CHARTS) makeNextVersion(path.join(fleet.directory, 'helm', name));
        // One after the other as documented, and both at once here, as it takes a while.
        const upgrades = commands(CHANGE, 0).split(/^(?=helm )/m);
        await Promise.all(upgrades.map((upgrade) => fleet.run(upgrade)));
        assert.equal((await fleet.servers(hub)).length, 2);
        assert.deepEqual(await workloads(payments), [
          `deployment.apps/${MONITOR}-statsd-exporter`,
          `statefulset.apps/${MONITOR}-prometheus-server`,
        ]);
        await assertKept(fleet, before);
        await fleet.reads('k8s_cluster', ['payments', 'search']);
      },
    );
    await step('helm rollback brings the first version back, with all of that', async () => {
      await fleet.follow(CHANGE, 1);
      await until('one pod to be left', async () => (await fleet.servers(hub)).length === 1);
      assert.ok(before);
      await assertKept(fleet, before);
      await fleet.reads('cluster', ['payments', 'search']);
    });
    await step('helm uninstall leaves nothing but the volume claims', async () => {
      const [ofHub = '', ofMember = ''] = commands(REMOVE, 0).split('\n');
      await fleet.run(`${ofHub}\n${ofMember}`);
      await fleet.run(ofMember.replace('payments', 'search'));
      await left(hub, HUB, [
        ...claims(HUB, 2),
        'secret/federation-payments',
        'secret/federation-search',
        'secret/grafana-admin',
      ]);
      await left(payments, MONITOR, claims(MONITOR, 2));
      await left(search, MONITOR, claims(MONITOR, 1));
    });
    await step('the claims are deleted, and the fleet beside has not noticed', async () => {
      await fleet.follow(REMOVE, 1);
      await left(payments, MONITOR, []);
      for (const name of FIRST) await stand.hub.memberUp(name);
      await fleet.clear();
    });
  },
};

function assertTested(said: string): void {
  assert.match(said, /TEST SUITE: +\S+-prometheus-server-test\n(.*\n)*?Phase: +Succeeded/);
}

/** Waits for series that the member's own Prometheus has brought from its nodes. */
async function hasSamples(server: Prometheus, member: string): Promise<void> {
  const count = `count({job="kubernetes-nodes", cluster="${member}"})`;
  await until(`samples of ${member}`, async () => ((await server.value(count)) ?? 0) > 0);
}

/** A rule in the values, which counts the targets of a job that has one. */
function ruleAbout(job: string): string {
  const rule = `{ record: "${RECORD}", expr: 'count(up{job="${job}"})' }`;
  return `rules: [{ name: journey, rules: [${rule}] }]`;
}

async function records(server: Prometheus): Promise<void> {
  const recorded = async () => (await server.value(RECORD)) === 1;
  await until(`${server.name} to record ${RECORD}`, recorded, { timeoutMs: 180_000 });
}

async function readsEvery(server: Prometheus, seconds: number): Promise<void> {
  const selector = 'up{promfleet_job="federation", cluster="payments"}';
  await until(`${server.name} to read every ${seconds} s`, async () => {
    const [series] = await server.history(selector, 60);
    const [last, previous] = (series?.points ?? []).toReversed();
    return last && previous && last[0] - previous[0] < seconds + 1;
  });
}

async function workloads(cluster: Cluster): Promise<string[]> {
  const kinds = 'statefulset,daemonset,deployment';
  const args = ['get', kinds, '-n', RELEASES_NAMESPACE, '-o', 'name'];
  return (await kubectl(cluster, args)).stdout.trim().split('\n').sort();
}

function claims(release: string, count: number): string[] {
  const names = Array.from({ length: count }, (_, at) => `data-${release}-prometheus-server-${at}`);
  return names.map((name) => `persistentvolumeclaim/${name}`);
}

/** Asserts that nothing else is there, once the last of it has ended. */
async function left(cluster: Cluster, release: string, names: readonly string[]): Promise<void> {
  await until(`nothing else to be left in ${cluster.name}`, async () => {
    const found = [...(await leftInNamespace(cluster)), ...(await leftInCluster(cluster, release))];
    assert.deepEqual(found.sort(), names.toSorted());
    return true;
  });
}
