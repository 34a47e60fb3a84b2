import assert from 'node:assert/strict';
import { documented, follow } from '../../harness/documented';
import { FIRST } from '../../harness/install';
import type { Step } from '../../harness/journey';
import { say } from '../../harness/log';
import type { Stand } from '../../harness/stand';
import { SECOND_NAMESPACE, SecondFleet } from './second-fleet';

/** The release in the recorded fleet file, and the one that takes its place. */
const [OLD, NEW] = ['older', 'newer'];

/** An earlier promfleet, that of today, a release that is renamed; and all of it taken back. */
export async function earlierVersion(stand: Stand, step: Step): Promise<void> {
  const fleet = new SecondFleet(stand, FIRST[0]);
  const [, removeOldMonitor = ''] = documented('Rename a release or a namespace');

  await step('what an earlier promfleet wrote comes up, a second hub with a member', async () => {
    fleet.useRecorded();
    await apply(fleet);
    await fleet.scraped();
  });
  await step("today's is applied over it, without a conflict or a loss", async () => {
    assert.doesNotMatch(await fleet.synth(), /kubectl apply/);
    await nothingIsLost(fleet);
  });
  await step('a new monitor.release makes a second monitor, and the hub reads that', async () => {
    const [before, incarnation] = [await fleet.scraped(), await fleet.incarnation()];
    await fleet.synth(NEW);
    await apply(fleet);
    const after = await fleet.scraped();
    assertContained(before, after);
    assert.equal(await fleet.incarnation(), incarnation);
    for (const release of [OLD, NEW]) assert.notDeepEqual(await fleet.objects(release), []);
    // What is lost: scrapes between the new token and the new job, and what the other has at home.
    const renamed = before.at(-1) ?? 0;
    const times = after.filter((time) => time >= renamed);
    const gaps = times.map((time, index) => time - (times[index - 1] ?? time));
    say(`without its member the second hub was for ${Math.max(...gaps).toFixed(0)} s`);
    const [first = 0] = await fleet.atHome(NEW);
    assert.ok(first > renamed, 'the new monitor has samples of the old one');
  });
  await step('the earlier one is applied again, without a conflict or a loss', async () => {
    fleet.useRecorded();
    await nothingIsLost(fleet);
  });
  await step('the documented command removes the monitor that is not read any more', async () => {
    await follow(removeOldMonitor, {
      directory: fleet.directory,
      contexts: { 'eks-eu-1': fleet.member },
      words: { '-n monitoring': `-n ${SECOND_NAMESPACE}`, 'release=monitor': `release=${NEW}` },
    });
    assert.deepEqual(await fleet.objects(NEW), []);
    const claims = [NEW, OLD].map((release) => `data-${release}-prometheus-server-0`);
    assert.deepEqual(await fleet.claims(), claims);
    // It has no release in its name, and went back to the other's Pushgateway.
    assert.ok((await fleet.objects(OLD)).includes('service/prometheus-pushgateway'));
    await fleet.scraped();
  });
  await step('the second fleet is removed', () => fleet.remove());
}

async function apply(fleet: SecondFleet): Promise<void> {
  await fleet.applyMember();
  await fleet.applyHub();
}

/** Applies what lies in `dist/`, and finds the samples of before in the hub and in the member. */
async function nothingIsLost(fleet: SecondFleet): Promise<void> {
  const [hub, home] = [await fleet.samples(), await fleet.atHome(OLD)];
  await apply(fleet);
  assertContained(hub, await fleet.scraped());
  assertContained(home, await fleet.atHome(OLD));
}

/** What was scraped in the moment of a pod's end may not have reached the volume. */
function assertContained(before: readonly number[], after: readonly number[]): void {
  const times = new Set(after);
  const lost = before.slice(0, -1).filter((time) => !times.has(time));
  assert.deepEqual(lost, [], 'samples of before are gone');
}
