import assert from 'node:assert/strict';
import { FIRST, install, workloadsReady } from '../harness/install';
import type { Journey } from '../harness/journey';
import { kubectlJson } from '../harness/kubectl';
import type { Prometheus } from '../harness/prometheus';
import type { Stand } from '../harness/stand';
import { until } from '../local';

const REFERENCE_JOBS = [
  'kubernetes-nodes',
  'kubernetes-apiservers',
  'kubernetes-service-endpoints',
  'kubernetes-cadvisor',
  'node_exporter',
];

/** 1. The whole way, from empty clusters to every member's samples at the hub. */
export const fromNothing: Journey = {
  number: 1,
  title: 'From nothing to a fleet that is watched',
  run: async (stand, step) => {
    const hubName = stand.context.hub.name;
    await step('what promfleet synth rendered is applied, unchanged', () => install(stand));
    await step('every pod is Ready', async () => {
      await Promise.all([hubName, ...FIRST].map((name) => workloadsReady(stand, name)));
      for (const name of [hubName, ...FIRST]) assert.deepEqual(await podsNotReady(stand, name), []);
    });
    await step("both members' targets are up, over verified TLS", async () => {
      for (const name of FIRST) {
        const targets = await stand.hub.memberUp(name, 120_000);
        for (const { scrapeUrl } of targets) {
          assert.equal(new URL(scrapeUrl).origin, new URL(stand.member(name).server).origin);
        }
        const job = jobOf(stand, name);
        assert.match(job, /ca_file: \S+certificate-authority-data\.pem/);
        assert.doesNotMatch(job, /insecure_skip_verify/);
      }
    });
    await step('member-a knows the hub by certificate, member-b by token', async () => {
      assert.match(
        jobOf(stand, 'member-a'),
        /cert_file: \S+member-a\/client-certificate-data\.pem/,
      );
      assert.doesNotMatch(jobOf(stand, 'member-a'), /credentials_file/);
      assert.match(jobOf(stand, 'member-b'), /credentials_file: \S+member-b\/token/);
      assert.doesNotMatch(jobOf(stand, 'member-b'), /cert_file/);
    });
    await step('the five reference jobs have samples from both', async () => {
      await stand.hub.eventually('five jobs from both members', async (replica) => {
        const pairs = await clustersAndJobs(replica);
        const missing = FIRST.flatMap((name) =>
          REFERENCE_JOBS.map((job) => `${name} ${job}`),
        ).filter((pair) => !pairs.has(pair));
        if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
        return true;
      });
    });
    await step('the cluster label is right on every federated series', async () => {
      // A replica may have read the members before it has read itself and the other one.
      const self = `up{job="prometheus", cluster="${hubName}"}`;
      await stand.hub.eventually('samples of both replicas', async (replica) => {
        const up = (await replica.vector(self)).filter(({ value }) => value === 1);
        const instances = up.map(({ labels }) => labels.instance).sort();
        assert.deepEqual(instances, stand.hub.replicas.map(({ name }) => name).sort());
        return true;
      });
      for (const replica of stand.hub.replicas) await labelsAreRight(stand, replica);
    });
    await step("each member's own targets are up, each scraped once", async () => {
      for (const name of FIRST) await ownTargetsUp(stand.monitor(name));
    });
  },
};

async function podsNotReady(stand: Stand, name: string): Promise<string[]> {
  const cluster = name === stand.context.hub.name ? stand.context.hub : stand.member(name);
  const { items } = await kubectlJson<{ items: Pod[] }>(cluster, [
    'get',
    'pods',
    '-n',
    'monitoring',
  ]);
  assert.notEqual(items.length, 0);
  return items
    .filter(({ status }) => !status.conditions?.some(isReady))
    .map(({ metadata }) => `${name}: ${metadata.name}`);
}

function isReady({ type, status }: { type: string; status: string }): boolean {
  return type === 'Ready' && status === 'True';
}

/** The text of a member's federation job, as the hub's ConfigMap has it. */
function jobOf(stand: Stand, name: string): string {
  const configMaps = stand.manifests(stand.context.hub.name).map(({ data }) => data ?? {});
  const text = configMaps.find((data) => `${name}.yaml` in data)?.[`${name}.yaml`];
  assert.ok(text, `the hub has no job for ${name}`);
  return text;
}

async function clustersAndJobs(replica: Prometheus): Promise<Set<string>> {
  const samples = await replica.vector('count by (cluster, job) ({job!=""})');
  return new Set(samples.map(({ labels }) => `${labels.cluster} ${labels.job}`));
}

async function labelsAreRight(stand: Stand, replica: Prometheus): Promise<void> {
  const hub = stand.context.hub.name;
  // Alerts about the hub itself are of no cluster, and one may be pending.
  const clusters = await replica.vector(
    'count by (cluster) ({__name__!="", __name__!~"ALERTS.*"})',
  );
  const found = clusters.map(({ labels }) => labels.cluster ?? 'none').sort();
  assert.deepEqual(found, [hub, ...FIRST].sort());
  assert.deepEqual(await replica.vector('count({exported_cluster!=""})'), []);
  // A node's name says whose it is, whatever the labels say.
  for (const name of FIRST) {
    const cluster = stand.member(name);
    const { items } = await kubectlJson<{ items: Pod[] }>(cluster, ['get', 'nodes']);
    const nodes = items.map(({ metadata }) => metadata.name).sort();
    const query = `count by (instance) (up{job="kubernetes-nodes", cluster="${name}"})`;
    const instances = (await replica.vector(query)).map(({ labels }) => labels.instance);
    assert.deepEqual(instances.sort(), nodes);
  }
}

/** Every discovered target is up, and no address and path is scraped by two. */
async function ownTargetsUp(monitor: Prometheus): Promise<void> {
  const targets = await until(`every target of ${monitor.name} to be up`, async () => {
    const all = await monitor.targets();
    const others = all.filter(({ health }) => health !== 'up');
    const said = others.map(({ scrapeUrl, lastError }) => `${scrapeUrl}: ${lastError}`);
    assert.deepEqual(said, []);
    return all;
  });
  const urls = targets.map(({ scrapeUrl }) => scrapeUrl);
  assert.equal(urls.length, new Set(urls).size, `scraped twice: ${urls.sort().join(' ')}`);
}

interface Pod {
  readonly metadata: { readonly name: string };
  readonly status: { readonly conditions?: { type: string; status: string }[] };
}
