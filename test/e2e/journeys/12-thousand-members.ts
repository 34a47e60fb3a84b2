import assert from 'node:assert/strict';
import { Continuity } from '../harness/continuity';
import { CROWD, CROWD_LABEL, crowd, crowdSecrets } from '../harness/crowd';
import { HUB_SERVER, NAMESPACE } from '../harness/hub';
import type { Journey } from '../harness/journey';
import { kubectl, kubectlJson } from '../harness/kubectl';
import { say } from '../harness/log';
import { identity } from '../harness/manifests';
import type { Stand } from '../harness/stand';
import { until } from '../local';

/** The replica that a StatefulSet replaces first, and the only one that it is let replace. */
const REPLICA = 1;
const POD = `${HUB_SERVER}-${REPLICA}`;

/** 12. A pod of the hub starts with the credentials of a thousand members more. */
export const thousandMembers: Journey = {
  number: 12,
  title: 'A thousand members more',
  run: async (stand, step) => {
    const { hub, members } = stand.context;
    const names = members.map(({ name }) => name).filter((name) => stand.isRendered(name));
    let watched: Continuity | undefined;
    let before: string[] = [];
    await step('their Secrets are there', async () => {
      const started = Date.now();
      await kubectl(hub, ['apply', '--server-side', '-f', '-'], {
        stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: await crowdSecrets() }),
        timeoutMs: 120_000,
      });
      say(`${CROWD} Secrets were applied in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    });
    await step('the hub is applied with them, and replaces a pod', async () => {
      before = stand.manifests(hub.name).map(identity);
      watched = await Continuity.begin(stand.hub);
      await replaceFrom(stand, REPLICA);
      const old = (await pod(stand)).metadata.uid;
      await stand.synth(names, {}, { others: crowd() });
      await stand.apply(hub.name);
      await until(`${POD} to be replaced`, async () => (await pod(stand)).metadata.uid !== old, {
        timeoutMs: 90_000,
      });
    });
    await step('it is Ready within two minutes', async () => {
      const found = await until(`${POD} to be Ready`, () => readyPod(stand), {
        timeoutMs: 120_000,
        everyMs: 500,
      });
      const seconds = (time?: string) => (Date.parse(time ?? '') - created) / 1000;
      const created = Date.parse(found.metadata.creationTimestamp);
      const running = found.status.containerStatuses?.[0]?.state.running?.startedAt;
      say(`${CROWD + names.length} Secrets: mounted and started after ${seconds(running)} s`);
      say(`${CROWD + names.length} Secrets: Ready after ${seconds(ready(found))} s`);
    });
    await step(
      'the other members are scraped by it, and were all the time by the hub',
      async () => {
        await Promise.all(names.map((name) => stand.hub.memberUp(name)));
        for (const name of names) await watched?.hubScraped(name);
      },
    );
    await step('they are gone again', async () => {
      const old = (await pod(stand)).metadata.uid;
      const crowded = stand.manifests(hub.name);
      await stand.synth(names);
      await stand.apply(hub.name);
      await until(`${POD} to be replaced`, async () => (await pod(stand)).metadata.uid !== old);
      await until(`${POD} to be Ready`, () => readyPod(stand), { timeoutMs: 120_000 });
      await replaceFrom(stand, 0);
      await stand.hub.rolledOut();
      // Nothing prunes what is no longer rendered.
      const left = crowded.filter((manifest) => !before.includes(identity(manifest)));
      assert.ok(left.every(({ kind }) => kind === 'ConfigMap'));
      const configMaps = left.map(({ metadata }) => metadata.name);
      await remove(stand, ['configmap', ...configMaps]);
      await remove(stand, ['secret', '-l', CROWD_LABEL]);
      await Promise.all(names.map((name) => stand.hub.memberUp(name)));
    });
  },
};

/** Lets the StatefulSet replace pods from this ordinal on only: the rest is to go on as it is. */
async function replaceFrom(stand: Stand, partition: number): Promise<void> {
  const patch = JSON.stringify({ spec: { updateStrategy: { rollingUpdate: { partition } } } });
  const args = ['-n', NAMESPACE, 'patch', 'statefulset', HUB_SERVER, '--type=merge', '-p', patch];
  await kubectl(stand.context.hub, args);
}

function pod(stand: Stand): Promise<Pod> {
  return kubectlJson<Pod>(stand.context.hub, ['-n', NAMESPACE, 'get', 'pod', POD]);
}

async function readyPod(stand: Stand): Promise<Pod | undefined> {
  const found = await pod(stand);
  return ready(found) === undefined ? undefined : found;
}

/** Since when a pod is Ready. */
function ready({ status }: Pod): string | undefined {
  const condition = status.conditions?.find(({ type }) => type === 'Ready');
  return condition?.status === 'True' ? condition.lastTransitionTime : undefined;
}

async function remove(stand: Stand, what: readonly string[]): Promise<void> {
  const args = ['-n', NAMESPACE, 'delete', ...what, '--wait=false'];
  await kubectl(stand.context.hub, args, { timeoutMs: 120_000 });
}

interface Pod {
  readonly metadata: { readonly uid: string; readonly creationTimestamp: string };
  readonly status: {
    readonly conditions?: { type: string; status: string; lastTransitionTime: string }[];
    readonly containerStatuses?: { state: { running?: { startedAt: string } } }[];
  };
}
