import assert from 'node:assert/strict';
import { INTERVAL, PUSHED_JOB } from '../harness/fleet-file';
import { NAMESPACE, PUSHGATEWAY, rolledOut, STATSD_EXPORTER } from '../harness/hub';
import type { Journey } from '../harness/journey';
import { kubectlJson } from '../harness/kubectl';
import { say } from '../harness/log';
import { Pushgateway } from '../harness/pushgateway';
import type { Stand } from '../harness/stand';
import { StatsdTenant } from '../harness/statsd';
import { until } from '../local';

const METRIC = 'backup_last_success_timestamp_seconds';
/** How often a StatsD line is sent at most, and how long each has to be seen. */
const TRIES = 6;
const TRY_SECONDS = 3 * INTERVAL;

/** 2. What programs push at home is at the hub soon, and under its own name. */
export const pushedMetric: Journey = {
  number: 2,
  title: 'A metric pushed to a member appears at the hub',
  run: async (stand, step) => {
    const gateway = new Pushgateway(stand.member('member-a'));
    const value = Math.floor(Date.now() / 1000);
    const query = `${METRIC}{job="${PUSHED_JOB}"}`;
    const [replica] = stand.hub.replicas;
    await step('within two scrape intervals, once, with the label of member-a', async () => {
      await gateway.push(PUSHED_JOB, `# TYPE ${METRIC} gauge\n${METRIC} ${value}\n`);
      const pushed = Date.now();
      const samples = await until(
        'the pushed sample at the hub',
        async () => {
          const found = (await replica?.vector(query)) ?? [];
          return found.length > 0 && found;
        },
        { everyMs: 100 },
      );
      const seconds = (Date.now() - pushed) / 1000;
      say(`the pushed sample was at the hub after ${seconds.toFixed(1)} s`);
      // An interval of the member's, then one of the hub's, and the time that the questions take.
      assert.ok(seconds <= 2 * INTERVAL + 1, `it took ${seconds} s`);
      assert.equal(samples.length, 1);
      assert.equal(samples[0]?.value, value);
      assert.equal(samples[0]?.labels.cluster, 'member-a');
    });
    await step('no other series of any cluster has its name', async () => {
      await stand.hub.eventually('the sample once', async (each) => {
        const all = await each.vector(METRIC);
        return all.length === 1 && all[0]?.labels.cluster === 'member-a';
      });
    });
    await step('what is deleted at the gateway is gone at the hub', async () => {
      await gateway.remove(PUSHED_JOB);
      await stand.hub.eventually('the series to end', async (each) => {
        return (await each.vector(query)).length === 0;
      });
    });
    const tenant = new StatsdTenant(stand.member('member-a'));
    await step('statsd_exporter and the programs that send to it are ready', async () => {
      await rolledOut(stand.member('member-a'), `deployment/${STATSD_EXPORTER}`);
      await tenant.start(stand.manifests('member-a'));
    });
    await step('a StatsD line sent over UDP is counted at the hub, for member-a', () =>
      lineArrives(stand, tenant),
    );
    await step(
      "nothing but the member's own Prometheus reads what it counts",
      () => strangerIsKeptOut(tenant),
      stand.context.localDir ? undefined : 'whether policies are enforced is up to the network',
    );
    await step('the programs are removed again', () => tenant.remove());
  },
};

async function lineArrives(stand: Stand, tenant: StatsdTenant): Promise<void> {
  const [replica] = stand.hub.replicas;
  // Told apart from what an earlier run on the same clusters counted.
  const run = Date.now();
  const line = `checkout.orders:1|c|#run:${run}`;
  const query = `checkout_orders{run="${run}"}`;
  let sent = 0;
  let next = 0;
  await until(
    'the counter at the hub',
    async () => {
      // UDP promises nothing: what was not seen in time is sent again.
      if (sent < TRIES && Date.now() >= next) {
        await tenant.send(line);
        sent += 1;
        next = Date.now() + TRY_SECONDS * 1000;
      }
      return ((await replica?.vector(query)) ?? []).length > 0;
    },
    { timeoutMs: TRIES * TRY_SECONDS * 1000 },
  );
  say(`lines sent until the counter was at the hub: ${sent}`);
  const instance = await exporterPod(stand);
  await stand.hub.eventually('the counter once', async (each) => {
    const samples = await each.vector(query);
    const found = samples.map(({ labels }) => `${labels.cluster} ${labels.job} ${labels.instance}`);
    assert.deepEqual(found, [`member-a statsd_exporter ${instance}`]);
    const value = samples[0]?.value ?? 0;
    assert.ok(value >= 1 && value <= sent, `${value} of ${sent} lines were counted`);
    return true;
  });
}

/** Name of the pod that has the counters. */
async function exporterPod(stand: Stand): Promise<string | undefined> {
  const args = ['-n', NAMESPACE, 'get', 'pods', '-l', 'release=monitor,component=statsd-exporter'];
  const { items } = await kubectlJson<{ items: { metadata: { name: string } }[] }>(
    stand.member('member-a'),
    args,
  );
  assert.equal(items.length, 1);
  return items[0]?.metadata.name;
}

/** It reaches the pushgateway, which lets in every pod; so it would reach the exporter too. */
async function strangerIsKeptOut({ stranger }: StatsdTenant): Promise<void> {
  await until('a pod of another namespace to have asked both', async () => {
    const targets = await stranger.targets();
    const outcome = (service: string) => {
      const target = targets.find(({ scrapeUrl }) => scrapeUrl.includes(`//${service}.`));
      return `${target?.health} ${target?.lastError}`;
    };
    assert.equal(outcome(PUSHGATEWAY.split(':')[0] ?? ''), 'up ');
    assert.match(outcome(STATSD_EXPORTER), /^down .*(deadline|timeout)/i);
    return true;
  });
}
