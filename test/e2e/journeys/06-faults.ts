import { Continuity } from '../harness/continuity';
import { endure } from '../harness/fault';
import { ensureJoined, FIRST } from '../harness/install';
import type { Journey, Step } from '../harness/journey';
import type { Stand } from '../harness/stand';
import { needsThird, third } from '../harness/third';
import { apiServerStopped } from './faults/api-server-stopped';
import { certificateExpired } from './faults/certificate-expired';
import { certificateMissing, missingFromTheStart } from './faults/certificate-missing';
import { forgedLabel } from './faults/forged-label';
import { roleBindingRemoved } from './faults/role-binding-removed';
import { tooManySamples } from './faults/too-many-samples';
import { wrongAuthority, wrongServerName } from './faults/wrong-server';

/** 6. What goes wrong with one member stays with it, says what it is, and passes. */
export const faults: Journey = {
  number: 6,
  title: 'Faults of a member',
  impossible: needsThird,
  run: async (stand, step) => {
    await step('the third member is there to be watched meanwhile', () =>
      ensureJoined(stand, third(stand).name),
    );
    let watched: Continuity | undefined;
    await step('from here on the third member is not to miss a scrape', async () => {
      watched = await Continuity.begin(stand.hub);
    });
    // Two lanes: what goes wrong with one member is no business of the other.
    await Promise.all([laneOfA(stand, step), laneOfB(stand, step)]);
    await step('the third member was scraped by every replica all the time', async () => {
      await watched?.everyReplicaScraped(third(stand).name);
    });
    await missingFromTheStart(stand, step);
  },
};

async function laneOfA(stand: Stand, step: Step): Promise<void> {
  const local = stand.local('member-a');
  const beyond = local ? undefined : 'nobody can do that to clusters that were given';
  const api = local && apiServerStopped(local);
  await step("member-a's API server is stopped", () => endure(stand, api as never), beyond);
  await step(
    "member-a's certificate is expired",
    async () => {
      await endure(stand, await certificateExpired(stand, 'member-a'));
    },
    beyond,
  );
  await step("member-a's certificate is missing", async () => {
    await endure(stand, await certificateMissing(stand, 'member-a'));
  });
  await step("member-a's RoleBinding is removed", async () => {
    await endure(stand, roleBindingRemoved(stand, 'member-a'));
  });
}

async function laneOfB(stand: Stand, step: Step): Promise<void> {
  const members = [...FIRST, third(stand).name];
  await step("member-b's server name is wrong", () =>
    endure(stand, wrongServerName(stand, 'member-b', members)),
  );
  await step("member-b's certificate authority is wrong", async () => {
    await endure(stand, await wrongAuthority(stand, 'member-b'));
  });
  await step('member-b claims to be member-a', () => forgedLabel(stand, 'member-b', 'member-a'));
  await step('member-b sends more samples than it may', () =>
    endure(stand, tooManySamples(stand, 'member-b')),
  );
}
