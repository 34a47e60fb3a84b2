import assert from 'node:assert/strict';
import { type Answer, honest, startHonest, startMember, unavailable } from '../member';
import { failsWith, fires, HUB, resolves } from '../observe';
import { fault, type Scenario, withHub } from '../scenario';

/** Answers only every so many times as an honest member does. */
const every =
  (times: number, otherwise: Answer): Answer =>
  (response, nth, request) =>
    (nth % times === 0 ? honest() : otherwise)(response, nth, request);

const refuse: Answer = (response) => response.destroy();

/** A member whose requests fail, all or some, beside one that answers. */
const lossy = (name: string, answer: Answer, error: RegExp, raises = {}) =>
  fault({
    name,
    raises: { FederationDown: 'lossy', ...raises },
    members: () => [startMember('lossy', answer), startHonest('right')],
    meanwhile: (hub) => failsWith(hub, 'lossy', error),
  });

/** Members that the hub cannot read, or not always. */
export const LOSSES: readonly Scenario[] = [
  lossy('a member that nobody answers for is down', unavailable, /503/, {
    ClusterMissing: 'lossy',
  }),
  lossy('a member of which two requests in three fail is down', every(3, refuse), /EOF/),
  lossy(
    'a member with two replicas, one of them down, is down: every second request fails',
    every(2, unavailable),
    /503/,
  ),
  fault({
    name: 'a redirect is not followed, named, and its target sees neither request nor credentials',
    raises: { FederationDown: 'redirected', ClusterMissing: 'redirected' },
    members: () => {
      const right = startHonest('right');
      const redirect: Answer = async (response) => {
        const location = `http://127.0.0.1:${(await right).port}/steal`;
        response.writeHead(302, { location }).end();
      };
      return [startMember('redirected', redirect), right];
    },
    meanwhile: async (hub, [redirected, right]) => {
      await failsWith(hub, 'redirected', /302/);
      assert.deepEqual(new Set(redirected?.asked), new Set(['Bearer token-of-redirected']));
      assert.deepEqual(new Set(right?.asked), new Set(['Bearer token-of-right']));
    },
  }),
  {
    name: 'a replica of the hub that does not come back is named by the other',
    alerts: ['HubReplicaDown'],
    run: async () => {
      const replica = await startHonest('replica');
      const others = [replica.port];
      await withHub({ members: [startHonest('right')], others }, async (running) => {
        replica.turn(unavailable);
        await fires(running, 'HubReplicaDown', HUB);
        replica.turn(honest());
        await resolves(running, 'HubReplicaDown');
      }).finally(replica.stop);
    },
  },
];
