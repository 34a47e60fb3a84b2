import { Continuity } from '../harness/continuity';
import { diagnosed, isWell } from '../harness/doctor';
import { endure, name } from '../harness/fault';
import { ensureJoined, FIRST } from '../harness/install';
import type { Journey, Step } from '../harness/journey';
import type { Stand } from '../harness/stand';
import { needsThird, third } from '../harness/third';
import { apiServerStopped } from './faults/api-server-stopped';
import { certificateExpired } from './faults/certificate-expired';
import { certificateMissing, missingFromTheStart } from './faults/certificate-missing';
import { changedObjects } from './faults/changed-object';
import { tokenExpired } from './faults/expired-token';
import { forgedLabel } from './faults/forged-label';
import { clockOff, FRONT_FAULTS, Front, faultOfFront } from './faults/front';
import { NamedServer } from './faults/named-server';
import { redirect } from './faults/redirect';
import { replicaDown } from './faults/replica-down';
import { roleBindingRemoved } from './faults/role-binding-removed';
import { tenant } from './faults/tenant';
import { tokenDeleted, tokenRotated } from './faults/token';
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
    await step('nothing is wrong with any member, as promfleet doctor says', async () => {
      for (const member of [...FIRST, third(stand).name]) await isWell(stand, member);
    });
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

/** Faults of the member itself. */
async function laneOfA(stand: Stand, step: Step): Promise<void> {
  const member = 'member-a';
  const beyond = beyondUs(stand);
  const local = stand.local(member);
  const api = local && apiServerStopped(local);
  await step("member-a's API server is stopped", () => endure(stand, api as never), beyond);
  await step(
    "member-a's certificate is expired",
    async () => {
      await endure(stand, await certificateExpired(stand, member));
    },
    beyond,
  );
  await step("member-a's certificate is missing", async () => {
    await endure(stand, await certificateMissing(stand, member));
  });
  await step("member-a's certificate authority is wrong", async () => {
    await endure(stand, await wrongAuthority(stand, member));
  });
  await step("member-a's RoleBinding is removed", async () => {
    await endure(stand, roleBindingRemoved(stand, member));
  });
  await step(`member-a claims to be ${third(stand).name}, and the hub`, () =>
    forgedLabel(stand, member, third(stand).name),
  );
  await step('a tenant of member-a has a label that is too long, and forges a job', () =>
    tenant(stand, member),
  );
  await step('member-a sends more samples than it may', () =>
    endure(stand, tooManySamples(stand, member)),
  );
  await replicaDown(stand, step, member);
  // Last: so many in a row are an alert about the member for a while after them.
  for (const [what, fault] of Object.entries(changedObjects(stand, member))) {
    await step(`member-a: ${what}`, () => name(stand, fault));
  }
}

/** Faults of the way to the member; this lane alone changes the fleet file. */
async function laneOfB(stand: Stand, step: Step): Promise<void> {
  const member = 'member-b';
  const members = [...FIRST, third(stand).name];
  const beyond = beyondUs(stand);
  const named = NamedServer.of(stand, member);
  await step(
    "member-b's server has a name",
    async () => {
      await named?.resolve();
      await stand.synth(members, { [member]: named?.entry ?? {} });
      await stand.apply(stand.context.hub.name);
      await stand.hub.memberUpAt(member, named?.entry.server ?? '');
    },
    beyond,
  );
  await step("member-b's token is rotated", () => tokenRotated(stand, member));
  await step("member-b's token is deleted", () => endure(stand, tokenDeleted(stand, member)));
  await step(
    "member-b's token is expired",
    async () => name(stand, await tokenExpired(stand, member)),
    beyond,
  );
  await step('member-b redirects', () => endure(stand, redirect(stand, member)), beyond);
  await step(
    "the name of member-b's server does not resolve",
    () => endure(stand, named?.doesNotResolve() as never),
    beyond,
  );
  await step(
    "member-b's server moves to another address",
    async () => {
      await endure(stand, named?.moves() as never);
      await named?.isBack();
    },
    beyond,
  );
  // Afterwards the fleet file has the address again.
  await step("member-b's server name is wrong", async () => {
    await endure(stand, wrongServerName(stand, member, members, named?.entry));
    await stand.hub.memberUpAt(member, stand.member(member).server);
    await named?.forget();
  });
  await beforeTheServer(stand, step, member);
}

/** Faults of something that stands before the member's API server. */
async function beforeTheServer(stand: Stand, step: Step, member: string): Promise<void> {
  const members = [...FIRST, third(stand).name];
  const beyond = beyondUs(stand);
  const cluster = stand.local(member);
  const hub = stand.context.hub.name;
  let front = undefined as Front | undefined;
  const its = () => {
    if (!front) throw new Error('nothing stands before it');
    return front;
  };
  await step(
    'member-b gets another address, which the hub is not told at once',
    async () => {
      front = cluster && (await Front.open(cluster));
      await stand.synth(members, { [member]: { server: its().server } });
      await diagnosed(stand, { member, diagnosis: 'job-outdated' });
      await stand.apply(hub);
      await stand.hub.memberUpAt(member, its().server);
      await isWell(stand, member);
    },
    beyond,
  );
  for (const what of FRONT_FAULTS) {
    await step(`member-b: ${what}`, () => name(stand, faultOfFront(its(), member, what)), beyond);
  }
  await step(
    'the clock of member-b is off',
    async () => {
      const { cause, remove, ...fault } = clockOff(its(), member);
      cause();
      await diagnosed(stand, fault);
      remove();
      await isWell(stand, member);
    },
    beyond,
  );
  await step(
    'member-b has its own address again',
    async () => {
      await stand.synth(members);
      await stand.apply(hub);
      await stand.hub.memberUpAt(member, stand.member(member).server);
      await its().close();
    },
    beyond,
  );
}

/** Why a fault cannot be had; undefined when it can. */
function beyondUs(stand: Stand): string | undefined {
  return stand.context.localDir ? undefined : 'nobody can do that to clusters that were given';
}
