import assert from 'node:assert/strict';
import { documented, follow } from '../../harness/documented';
import { INTERVAL } from '../../harness/fleet-file';
import { HUB_SERVER, NAMESPACE } from '../../harness/hub';
import { killPod } from '../../harness/install';
import type { Step } from '../../harness/journey';
import { kubectl, kubectlJson } from '../../harness/kubectl';
import { say } from '../../harness/log';
import type { Stand } from '../../harness/stand';
import { until } from '../../local';

const SERIES = 'up{promfleet_job="federation", cluster="member-b"}';
const CLAIMS = ['get', 'pvc', '-n', NAMESPACE, '-l', 'component=prometheus-server,release=hub'];

/** The volumes of the hub: gone, there again, larger. The two replicas stand in for each other. */
export async function volumes(stand: Stand, step: Step): Promise<void> {
  const { hub, workDir, localDir, members } = stand.context;
  const surroundings = { directory: workDir, contexts: { 'control-plane': hub } };
  const names = members.map(({ name }) => name);
  const render = (keys: object) => stand.synth(names, {}, { hub: keys });
  const [toNone = ''] = documented('From storage to none');
  const [, toSome = ''] = documented('From no storage to storage');
  const [grow = ''] = documented('Grow a volume');
  const cannotGrow =
    localDir === undefined ? 'whether volumes can grow is up to the StorageClass' : undefined;
  let began = 0;

  await step('hub.storage is taken away: the documented commands replace the pods', async () => {
    began = await stand.monitor('member-b').now();
    assertAnnounced(await render({ storage: undefined }));
    const before = await stand.hub.incarnation();
    await follow(toNone, surroundings);
    await stand.hub.rolledOut();
    assertAllNew(before, await stand.hub.incarnation());
    assert.deepEqual(await mounted(stand), []);
    // The claims stay, until somebody deletes them.
    assert.equal((await claims(stand)).length, 2);
    await kubectl(hub, CLAIMS.with(0, 'delete'));
    await stand.hub.memberUp('member-b');
  });
  await step('hub.storage is set: synth says that kubectl apply will be refused', async () => {
    assertAnnounced(await render({ storage: '1Gi', evaluationInterval: '7s' }));
  });
  await step('it is, half-way, with the message of the page, and the pods run on', async () => {
    const before = await stand.hub.incarnation();
    const refusal = /invalid: spec: Forbidden: updates to statefulset spec/;
    await assert.rejects(stand.apply(hub.name), refusal);
    const { data } = await kubectlJson<{ data: Record<string, string> }>(hub, [
      ...['get', 'configmap', HUB_SERVER, '-n', NAMESPACE],
    ]);
    assert.match(data['prometheus.yml'] ?? '', /evaluation_interval: 7s/);
    assert.deepEqual(await stand.hub.incarnation(), before);
  });
  await step('the documented commands bring the volumes, one pod after the other', async () => {
    const before = await stand.hub.incarnation();
    await follow(toSome, surroundings);
    await stand.hub.rolledOut();
    // Why the pods had to be deleted: the StatefulSet had taken them over, and could do no more.
    const failed = ['get', 'events', '-n', NAMESPACE, '--field-selector', 'reason=FailedUpdate'];
    assert.match((await kubectl(hub, failed)).stdout, /hub-prometheus-server.*Forbidden/);
    assertAllNew(before, await stand.hub.incarnation());
    assert.deepEqual(await mounted(stand), await claims(stand));
    await stand.hub.memberUp('member-b');
  });
  await step('meanwhile member-b was read by one of the two replicas all the time', () =>
    wasRead(stand, 'member-b', began),
  );
  await step('a pod that is killed has its samples of before, from the volume', async () => {
    const kept = await lastSamples(stand);
    await killPod(stand, hub.name);
    await assertKept(stand, kept);
    await stand.hub.rolledOut();
  });
  await step(
    'a larger hub.storage: the claims and the StatefulSet change, no pod restarts',
    async () => {
      const [before, kept] = [await stand.hub.incarnation(), await lastSamples(stand)];
      assertAnnounced(await render({ storage: '2Gi' }));
      await follow(grow, { ...surroundings, words: { '100Gi': '2Gi' } });
      await stand.hub.rolledOut();
      assert.deepEqual(await stand.hub.incarnation(), before);
      assert.deepEqual(await sizes(stand), ['2Gi', '2Gi']);
      await assertKept(stand, kept);
    },
    cannotGrow,
  );
  await step('and back: the claims keep their size, and the pods run on', async () => {
    const before = await stand.hub.incarnation();
    const sizesBefore = await sizes(stand);
    await render({});
    await follow(toNone, surroundings);
    await stand.hub.rolledOut();
    assert.deepEqual(await stand.hub.incarnation(), before);
    assert.deepEqual(await sizes(stand), sizesBefore);
    await stand.hub.memberUp('member-b');
  });
}

function assertAnnounced(said: string): void {
  assert.match(said, /StatefulSet monitoring\/hub-prometheus-server: .*volumeClaimTemplates/);
  assert.match(said, /--cascade=orphan/);
}

function assertAllNew(before: readonly string[], after: readonly string[]): void {
  assert.equal(after.length, before.length);
  assert.deepEqual(
    after.filter((pod) => before.includes(pod)),
    [],
  );
}

/** The claims that the hub's pods have mounted. */
async function mounted({ context }: Stand): Promise<string[]> {
  const args = ['get', 'pods', '-n', NAMESPACE, '-l', 'component=prometheus-server,release=hub'];
  const { items } = await kubectlJson<{ items: Pod[] }>(context.hub, args);
  const volumes = items.flatMap(({ spec }) => spec.volumes);
  return volumes.flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []).sort();
}

async function claims({ context }: Stand): Promise<string[]> {
  const { items } = await kubectlJson<{ items: Claim[] }>(context.hub, CLAIMS);
  return items.map(({ metadata }) => metadata.name).sort();
}

async function sizes({ context }: Stand): Promise<string[]> {
  const { items } = await kubectlJson<{ items: Claim[] }>(context.hub, CLAIMS);
  return items.map(({ spec }) => spec.resources.requests.storage);
}

/** The times of what the hub's first replica has of a member. */
async function lastSamples({ hub }: Stand): Promise<number[]> {
  const series = await until('the first replica to have samples to lose', async () => {
    const found = (await hub.replicas[0]?.history(SERIES, 60)) ?? [];
    return (found[0]?.points.length ?? 0) > 2 && found;
  });
  // What was scraped in the moment of a death may not have reached the volume.
  return series.flatMap(({ points }) => points.map(([time]) => time)).slice(0, -1);
}

async function assertKept({ hub }: Stand, kept: readonly number[]): Promise<void> {
  await until('the samples of before', async () => {
    const found = (await hub.replicas[0]?.history(SERIES, 600)) ?? [];
    const times = new Set(found.flatMap(({ points }) => points.map(([time]) => time)));
    const lost = kept.filter((time) => !times.has(time));
    if (times.size > 0) assert.deepEqual(lost, []);
    return times.size > 0;
  });
}

/**
 * Asserts that a member was read all the time, as it counted itself: what the hub's replicas knew
 * of it has gone with their volumes.
 */
async function wasRead(stand: Stand, member: string, since: number): Promise<void> {
  const monitor = stand.monitor(member);
  const seconds = (await monitor.now()) - since;
  const requests = 'prometheus_http_requests_total{handler=~".*/federate", code="200"}';
  const [series] = await monitor.history(requests, seconds);
  let [last] = series?.points ?? [];
  let gap = 0;
  for (const point of series?.points ?? []) {
    if (last && point[1] === last[1]) continue;
    gap = Math.max(gap, point[0] - (last?.[0] ?? point[0]));
    last = point;
  }
  say(`${member} counted its readers for ${seconds.toFixed(0)} s: at most ${gap} s without one`);
  assert.ok((series?.points.length ?? 0) > 5, `${member} has not counted who read it`);
  // The counter is itself read every interval, and one replica alone reads once in each.
  assert.ok(gap < 3 * INTERVAL, `nobody read ${member} for ${gap} s`);
}

interface Pod {
  readonly spec: { volumes: { persistentVolumeClaim?: { claimName: string } }[] };
}

interface Claim {
  readonly metadata: { name: string };
  readonly spec: { resources: { requests: { storage: string } } };
}
