import assert from 'node:assert/strict';
import { PUSHED_JOB } from '../../harness/fleet-file';
import { Pushgateway } from '../../harness/pushgateway';
import type { Stand } from '../../harness/stand';

const METRIC = 'forged_orders_total';

/** A member exports a series that says it is another's: at the hub it is its own. */
export async function forgedLabel(stand: Stand, member: string, victim: string): Promise<void> {
  const gateway = new Pushgateway(stand.member(member));
  const claim = `cluster="${victim}",promfleet_job="federation"`;
  await gateway.push(PUSHED_JOB, `# TYPE ${METRIC} counter\n${METRIC}{${claim}} 1\n`);
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
    // What the hub itself says of the victim is the hub's own word still.
    const up = await replica.vector(`up{promfleet_job="federation", cluster="${member}"}`);
    assert.deepEqual(
      up.map(({ value }) => value),
      [1],
    );
  }
  const [home] = await stand.monitor(member).vector(METRIC);
  assert.equal(home?.labels.cluster, victim);
  await gateway.remove(PUSHED_JOB);
  await stand.hub.eventually('the forged series to end', async (replica) => {
    return (await replica.vector(METRIC)).length === 0;
  });
}
