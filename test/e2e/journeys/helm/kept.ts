import assert from 'node:assert/strict';
import type { Cluster } from '../../harness/cluster';
import { kubectlJson } from '../../harness/kubectl';
import type { Prometheus } from '../../harness/prometheus';
import { until } from '../../local';
import { type ChartedFleet, RELEASES_NAMESPACE } from './charted-fleet';

/** What an upgrade must not take away from the hub and from its first member. */
export interface Kept {
  readonly objects: readonly ReadonlyMap<string, string>[];
  readonly samples: readonly (readonly number[])[];
}

/** Looks at claims, Services and samples. */
export async function keep(fleet: ChartedFleet): Promise<Kept> {
  const clusters = [fleet.hub, fleet.member('payments')];
  return {
    objects: await Promise.all(clusters.map(claimsAndServices)),
    samples: await Promise.all([
      times(fleet.server, 'up{promfleet_job="federation"}'),
      times(fleet.monitor('payments'), 'up{job="prometheus"}'),
    ]),
  };
}

/** Asserts that all of it is there still, but for Services of exporters that are switched off. */
export async function assertKept(fleet: ChartedFleet, kept: Kept): Promise<void> {
  const now = await keep(fleet);
  for (const [at, objects] of kept.objects.entries()) {
    const servers = [...objects].filter(([name]) => name.includes('prometheus-server'));
    assert.equal(servers.length, 3, 'there are a claim and two Services');
    const others = [...objects].filter(([name]) => now.objects[at]?.has(name));
    for (const [name, identity] of [...servers, ...others]) {
      assert.equal(now.objects[at]?.get(name), identity, name);
    }
  }
  for (const [at, before] of kept.samples.entries()) {
    const after = new Set(now.samples[at]);
    // What was scraped in the moment of a pod's end may not have reached the volume.
    const lost = before.slice(0, -1).filter((time) => !after.has(time));
    assert.deepEqual(lost, [], 'samples of before are gone');
  }
}

/** UIDs of claims and Services by what they are, with their volumes and addresses. */
async function claimsAndServices(cluster: Cluster): Promise<Map<string, string>> {
  const args = ['get', 'pvc,services', '-n', RELEASES_NAMESPACE];
  const { items } = await kubectlJson<{ items: Lasting[] }>(cluster, args);
  return new Map(
    items.map(({ kind, metadata: { name, uid }, spec }) => [
      `${kind} ${name}`,
      `${uid} ${spec.clusterIP ?? spec.volumeName}`,
    ]),
  );
}

/** The times of all samples that a server has of what a selector selects. */
function times(server: Prometheus, selector: string): Promise<number[]> {
  return until(`${server.name} to have ${selector}`, async () => {
    const series = await server.history(selector, 900);
    const found = series.flatMap(({ points }) => points.map(([time]) => time));
    return found.length > 0 && found.sort((a, b) => a - b);
  });
}

interface Lasting {
  readonly kind: string;
  readonly metadata: { name: string; uid: string };
  readonly spec: { clusterIP?: string; volumeName?: string };
}
