import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { samples, startHonest, startMember } from '../member';
import { withHub } from '../prometheus';
import { eventually, type Scenario, withMembers } from '../scenario';

const clusters = (series: readonly Record<string, string>[]) =>
  series.map(({ cluster }) => cluster ?? '').sort();

/** One sample nine and a half minutes ahead of time, and replicas that answer by turns. */
const attack = () => [
  startMember('forger', (_, response) => response.end(samples(570))),
  startMember('neighbour', (_, response, nth) => response.end(samples(nth % 2 === 0 ? 0 : -20))),
];

const successes = 'avg_over_time(up{promfleet_job="federation", cluster="neighbour"}[15s])';

/** A member whose clock is wrong by so many seconds, beside one that is right. */
function wrongClock(name: string, seconds: number, raised: readonly string[]): Scenario {
  return {
    name,
    run: () =>
      withMembers([startHonest('wrong', seconds), startHonest('right')], (members) =>
        withHub({ members }, async (hub) => {
          for (const alert of raised) {
            await eventually(
              alert,
              () => hub.raised(alert),
              (found) =>
                alert.startsWith('Hub') ? found.length > 0 : clusters(found).join() === 'wrong',
            );
          }
          const up = await hub.query('min_over_time(up{cluster="right"}[1m])');
          assert.ok(up.every(({ value }) => value === '1'));
        }),
      ),
  };
}

/** Samples whose time is not the hub's. */
export const CLOCKS: readonly Scenario[] = [
  {
    name: 'a neighbour of two replicas keeps every scrape beside a sample of the future',
    run: () =>
      withMembers(attack(), (members) =>
        withHub({ members }, async (hub) => {
          await sleep(18_000);
          assert.deepEqual(
            (await hub.query(successes)).map(({ value }) => value),
            ['1'],
          );
          const ahead = await hub.raised('HubHeadAheadOfTime');
          assert.equal(ahead.length, 1);
        }),
      ),
  },
  {
    name: 'which a window of 5 minutes does not give it',
    run: () =>
      withMembers(attack(), (members) =>
        withHub({ members, tsdb: { out_of_order_time_window: '5m' } }, (hub) =>
          eventually(
            'scrapes that succeed',
            () => hub.query(successes),
            ([found]) => Number(found?.value) < 0.9,
          ),
        ),
      ),
  },
  wrongClock('a clock 6 minutes fast is named', 360, [
    'FederationClockSkewed',
    'HubHeadAheadOfTime',
  ]),
  wrongClock('a clock 20 minutes fast: up is 1, every sample is refused, and it is missing', 1200, [
    'ClusterMissing',
    'HubSamplesRejected',
  ]),
  wrongClock('a clock 4 minutes slow is named', -240, ['FederationClockSkewed']),
  wrongClock('a clock 70 minutes slow: it is missing', -4200, ['ClusterMissing']),
  {
    name: 'clocks that are right, and replicas a little apart, raise nothing',
    run: () =>
      withMembers(
        [
          startHonest('right'),
          startMember('replicas', (_, response, nth) => response.end(samples(nth % 2 ? -10 : 0))),
        ],
        (members) =>
          withHub({ members }, async (hub) => {
            await sleep(15_000);
            for (const metric of hub.metrics) {
              assert.notDeepEqual(await hub.query(metric), [], `there is no ${metric}`);
            }

            for (const alert of [
              'ClusterMissing',
              'FederationClockSkewed',
              'HubHeadAheadOfTime',
              'HubSamplesRejected',
              'FederationChurn',
              'HubRulesFailing',
              'HubStorageFailing',
              'HubStorageDamaged',
              'HubDiskNearlyFull',
            ]) {
              assert.deepEqual(await hub.raised(alert), [], alert);
            }
          }),
      ),
  },
];
