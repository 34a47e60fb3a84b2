import assert from 'node:assert/strict';
import { alertsAbout } from '../../harness/alerts';
import { PUSHED_JOB } from '../../harness/fleet-file';
import { Pushgateway } from '../../harness/pushgateway';
import type { Stand } from '../../harness/stand';

const METRIC = 'forged_orders_total';

/** A member exports series that say they are another's, or the hub's: at the hub they are its own. */
export async function forgedLabel(stand: Stand, member: string, victim: string): Promise<void> {
  const gateway = new Pushgateway(stand.member(member));
  const claim = `cluster="${victim}",promfleet_job="federation"`;
  const forged = `# TYPE ${METRIC} counter\n${METRIC}{${claim}} 1\nup{${claim}} 0\n`;
  await gateway.push(PUSHED_JOB, forged);
  // At home the claim stands: it really is sent.
  await stand.hub.eventually('the forged series', async (replica) => {
    return (await replica.vector(METRIC)).length > 0;
  });
  for (const replica of stand.hub.replicas) {
    const [sample, ...more] = await replica.vector(METRIC);
    assert.deepEqual(more, []);
    assert.equal(sample?.labels.cluster, member);
    assert.equal(sample?.labels.exported_cluster, victim);
    assert.equal(sample?.labels.promfleet_job, undefined);
    const [claimed] = await replica.vector(`up{exported_cluster="${victim}"}`);
    assert.equal(claimed?.value, 0);
    assert.equal(claimed.labels.cluster, member);
    assert.equal(claimed.labels.promfleet_job, undefined);
    // What the hub itself says of both is the hub's own word still, and all that alerts believe.
    for (const name of [member, victim]) {
      const up = await replica.vector(`up{promfleet_job="federation", cluster="${name}"}`);
      assert.deepEqual(
        up.map(({ value }) => value),
        [1],
      );
    }
    const alerts = await alertsAbout(replica, victim);
    assert.ok(!alerts.includes('FederationDown'), `${victim} is said to be down`);
  }
  const [home] = await stand.monitor(member).vector(METRIC);
  assert.equal(home?.labels.cluster, victim);
  await gateway.remove(PUSHED_JOB);
  await stand.hub.eventually('the forged series to end', async (replica) => {
    return (await replica.vector(METRIC)).length === 0;
  });
}
