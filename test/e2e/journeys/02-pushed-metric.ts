import assert from 'node:assert/strict';
import { INTERVAL, PUSHED_JOB } from '../harness/fleet-file';
import type { Journey } from '../harness/journey';
import { say } from '../harness/log';
import { Pushgateway } from '../harness/pushgateway';
import { until } from '../local';

const METRIC = 'backup_last_success_timestamp_seconds';

/** 2. What a batch job pushes at home is at the hub soon, and under its own name. */
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
  },
};
