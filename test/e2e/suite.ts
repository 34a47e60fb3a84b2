import { after } from 'node:test';
import { readContext } from './harness/context';
import { ensureInstalled, ensureJoined, FIRST } from './harness/install';
import { type Journey, register } from './harness/journey';
import { closeAll } from './harness/port-forward';
import { Stand } from './harness/stand';
import { fromNothing } from './journeys/01-from-nothing';
import { pushedMetric } from './journeys/02-pushed-metric';
import { annotations } from './journeys/03-annotations';
import { memberJoins } from './journeys/04-member-joins';
import { memberLeaves } from './journeys/05-member-leaves';
import { faults } from './journeys/06-faults';
import { leastPrivilege } from './journeys/07-least-privilege';
import { podKilled } from './journeys/08-pod-killed';
import { certificateRotated } from './journeys/09-certificate-rotated';
import { podSecurity } from './journeys/10-pod-security';
import { upgradesAndVolumes } from './journeys/11-upgrades-and-volumes';
import { thousandMembers } from './journeys/12-thousand-members';
import { chartsOfHelm } from './journeys/13-helm';
import { fourCommands } from './journeys/14-four-commands';

/** In this order: each starts from where those before it left the fleet. */
const JOURNEYS: readonly Journey[] = [
  fromNothing,
  pushedMetric,
  annotations,
  memberJoins,
  memberLeaves,
  faults,
  leastPrivilege,
  podKilled,
  certificateRotated,
  podSecurity,
  upgradesAndVolumes,
  thousandMembers,
  chartsOfHelm,
  fourCommands,
];

/** Stands in for the journeys that are left out. */
const preparation: Journey = {
  number: 0,
  title: 'Preparation for the journeys that were chosen',
  run: async (stand, step) => {
    const third = stand.context.members[FIRST.length];
    await step('the fleet is installed', () => ensureInstalled(stand));
    if (third) await step(`${third.name} has joined`, () => ensureJoined(stand, third.name));
  },
};

const stand = new Stand(readContext(process.argv[2] ?? ''));
const { only } = stand.context;
const chosen = JOURNEYS.filter(({ number }) => only?.includes(number) ?? true);
if (!chosen.includes(fromNothing) && chosen.some(({ needsFleet = true }) => needsFleet))
  register(preparation, stand);
for (const journey of chosen) register(journey, stand);
after(closeAll);
