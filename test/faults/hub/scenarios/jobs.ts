import { setTimeout as sleep } from 'node:timers/promises';
import { besides, honest, startHonest, startMember } from '../member';
import { failsWith } from '../observe';
import { fault, type Scenario } from '../scenario';

/** What two jobs at home say, the second of which goes away and comes back. */
const twoJobs = besides('up{job="kubernetes-nodes",instance="b"} 1\n');

/** Members that bring less than they should. */
export const JOBS: readonly Scenario[] = [
  fault({
    name: 'a member whose match[] matches nothing is up, empty and missing',
    raises: { FederationEmpty: 'empty', ClusterMissing: 'empty' },
    members: () => [startMember('empty', (response) => response.end()), startHonest('right')],
    meanwhile: (hub) => failsWith(hub, 'empty', /^$/),
  }),
  fault({
    name: 'one of two jobs of a member vanishes and returns',
    raises: { FederationJobVanished: 'partial' },
    members: () => [startMember('partial', twoJobs), startHonest('right')],
    cause: async (_, [partial]) => {
      // The alert compares with an hour ago, which is a minute here.
      await sleep(62_000);
      partial?.turn(honest());
    },
    remedy: (_, [partial]) => partial?.turn(twoJobs),
  }),
];
