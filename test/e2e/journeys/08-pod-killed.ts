import assert from 'node:assert/strict';
import { Continuity } from '../harness/continuity';
import { INTERVAL } from '../harness/fleet-file';
import { HUB_SERVER, MEMBER_SERVER, NAMESPACE, rolledOut } from '../harness/hub';
import { killPod } from '../harness/install';
import type { Journey } from '../harness/journey';
import { kubectl, kubectlJson } from '../harness/kubectl';
import { say } from '../harness/log';
import type { Prometheus } from '../harness/prometheus';
import type { Stand } from '../harness/stand';
import { until } from '../local';

const HUB_SERIES = 'up{promfleet_job="federation", cluster="member-b"}';
const MEMBER_SERIES = 'up{job="prometheus"}';

/** 8. A Prometheus that is killed comes back with what it had on its volume. */
export const podKilled: Journey = {
  number: 8,
  title: 'A killed pod comes back with its data',
  run: async (stand, step) => {
    const hub = stand.context.hub.name;
    await step("the hub's and member-a's Prometheus have volumes of the nodes", async () => {
      for (const name of [hub, 'member-a'])
        assert.notDeepEqual(await boundVolumes(stand, name), []);
    });
    let watched: Continuity | undefined;
    await step('both are killed and come back with their data', async () => {
      watched = await Continuity.begin(stand.hub);
      await Promise.all([
        comesBack(stand, hub, stand.hub.replicas[0], HUB_SERIES),
        comesBack(stand, 'member-a', stand.monitor('member-a'), MEMBER_SERIES),
      ]);
    });
    await step('the hub scrapes on: member-b had no gap, and member-a is back', async () => {
      await Promise.all(['member-a', 'member-b'].map((name) => stand.hub.memberUp(name)));
      await watched?.hubScraped('member-b');
    });
  },
};

async function comesBack(
  stand: Stand,
  name: string,
  prometheus: Prometheus | undefined,
  selector: string,
): Promise<void> {
  if (prometheus === undefined) throw new Error('the hub has no replica');
  const hub = name === stand.context.hub.name;
  const cluster = hub ? stand.context.hub : stand.member(name);
  const server = hub ? HUB_SERVER : MEMBER_SERVER;
  const before = await uid(stand, name);
  const points = (await prometheus.history(selector, 60))[0]?.points ?? [];
  assert.ok(points.length > 2, `${name} has no data to lose`);
  await killPod(stand, name);
  await until(`${name} to have a new pod`, async () => (await uid(stand, name)) !== before);
  await rolledOut(cluster, `statefulset/${server}`);
  await kubectl(cluster, ['-n', NAMESPACE, 'wait', 'pod', `${server}-0`, '--for=condition=Ready']);
  const kept = await until(`${name} to answer`, () => prometheus.history(selector, 600));
  const times = new Set(kept.flatMap((series) => series.points.map(([time]) => time)));
  // What was scraped in the moment of its death may not have reached the volume.
  const safe = (points.at(-1)?.[0] ?? 0) - INTERVAL;
  const lost = points.filter(([time]) => time <= safe && !times.has(time));
  assert.deepEqual(lost, [], `${name} lost samples`);
  say(`${name}: a new pod has the old one's samples`);
}

async function uid(stand: Stand, name: string): Promise<string | undefined> {
  const hub = name === stand.context.hub.name;
  const pod = `${hub ? HUB_SERVER : MEMBER_SERVER}-0`;
  const cluster = hub ? stand.context.hub : stand.member(name);
  const args = ['-n', NAMESPACE, 'get', 'pod', pod];
  return (await kubectlJson<{ metadata: { uid: string } }>(cluster, args)).metadata.uid;
}

async function boundVolumes(stand: Stand, name: string): Promise<string[]> {
  const cluster = name === stand.context.hub.name ? stand.context.hub : stand.member(name);
  const { items } = await kubectlJson<{ items: Claim[] }>(cluster, [
    ...['-n', NAMESPACE, 'get', 'persistentvolumeclaims'],
  ]);
  return items.filter(({ status }) => status.phase === 'Bound').map(({ spec }) => spec.volumeName);
}

interface Claim {
  readonly spec: { readonly volumeName: string };
  readonly status: { readonly phase: string };
}
