import assert from 'node:assert/strict';
import { Continuity } from '../harness/continuity';
import { HUB_SERVER, NAMESPACE } from '../harness/hub';
import { FIRST } from '../harness/install';
import type { Journey } from '../harness/journey';
import { kubectlJson } from '../harness/kubectl';
import type { Manifest } from '../harness/manifests';
import { needsThird, third } from '../harness/third';

/** 5. A member leaves the fleet file; nothing of it stays at the hub. */
export const memberLeaves: Journey = {
  number: 5,
  title: 'A member leaves',
  impossible: needsThird,
  run: async (stand, step) => {
    const hub = stand.context.hub;
    let watched: Continuity | undefined;
    await step('the hub is applied without it', async () => {
      watched = await Continuity.begin(stand.hub);
      await stand.synth(FIRST);
      await stand.apply(hub.name);
      await stand.hub.rolledOut();
    });
    await step('its job, its mount and its targets are gone', async () => {
      const { name } = third(stand);
      const pod = ['-n', NAMESPACE, 'get', 'pod', `${HUB_SERVER}-0`];
      const { spec } = await kubectlJson<Manifest>(hub, pod);
      const sources: Source[] = spec.volumes.flatMap(
        ({ projected }: { projected?: { sources: Source[] } }) => projected?.sources ?? [],
      );
      const secrets = sources.map(({ secret }) => secret?.name);
      assert.ok(!secrets.includes(`federation-${name}`), 'its Secret is still mounted');
      const mounted = new Set(sources.map(({ configMap }) => configMap?.name));
      const { items } = await kubectlJson<{ items: Manifest[] }>(hub, [
        ...['-n', NAMESPACE, 'get', 'configmaps'],
      ]);
      const files = items
        .filter(({ metadata }) => mounted.has(metadata.name))
        .flatMap(({ data = {} }) => Object.entries<string>(data));
      const jobs = files.map(([file]) => file).filter((file) => file.endsWith('.yaml'));
      assert.deepEqual(
        jobs.sort(),
        FIRST.map((member) => `${member}.yaml`),
      );
      for (const [file, text] of files) {
        assert.ok(!text.includes(name), `${file} still expects ${name}`);
      }
      await stand.hub.eventually(`${name} to be no target`, async (replica) => {
        const targets = await replica.targets();
        return targets.length > 0 && !targets.some(({ scrapePool }) => scrapePool === name);
      });
    });
    await step('the others are up, and were watched all the time', async () => {
      await Promise.all(FIRST.map((name) => stand.hub.memberUp(name)));
      for (const name of FIRST) await watched?.hubScraped(name);
    });
  },
};

interface Source {
  readonly secret?: { readonly name: string };
  readonly configMap?: { readonly name: string };
}
