import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAlertmanager } from '../alertmanager';
import { METRICS } from '../alerts';
import { samples, startHonest, startMember } from '../member';
import { eventually, fires, HUB } from '../observe';
import type { HubProcess } from '../prometheus';
import { fault, type Scenario, withHub } from '../scenario';

/** One sample nine and a half minutes ahead of time, and replicas that answer by turns. */
const attack = () => [
  startHonest('forger', 570),
  startMember('neighbour', (response, nth) => response.end(samples(nth % 2 === 0 ? 0 : -20))),
];

const successes = (hub: HubProcess) =>
  hub.query('avg_over_time(up{promfleet_job="federation", cluster="neighbour"}[15s])');

/** A member whose clock is wrong by so many seconds, and then right, beside one that is right. */
const wrongClock = (name: string, seconds: number, raises: Readonly<Record<string, string>>) =>
  fault({ name, raises, members: () => [startHonest('wrong', seconds), startHonest('right')] });

/** Samples whose time is not the hub's. */
export const CLOCKS: readonly Scenario[] = [
  {
    name: 'a neighbour of two replicas keeps every scrape beside a sample of the future',
    alerts: [],
    run: () =>
      withHub({ members: attack() }, async (hub) => {
        await fires(hub, 'HubHeadAheadOfTime', HUB);
        await fires(hub, 'FederationClockSkewed', 'forger');
        await eventually(
          'scrapes that succeed',
          () => successes(hub),
          ([found]) => found?.value === '1',
        );
      }),
  },
  {
    name: 'which a window of 5 minutes does not give it',
    alerts: [],
    run: () =>
      withHub({ members: attack(), tsdb: { out_of_order_time_window: '5m' } }, (hub) =>
        eventually(
          'scrapes that succeed',
          () => successes(hub),
          ([found]) => Number(found?.value) < 0.9,
        ),
      ),
  },
  {
    // Until the hub's own clock has come near the newest sample: five minutes later, here.
    name: 'a clock 6 minutes fast is named',
    alerts: [],
    run: () =>
      withHub({ members: [startHonest('wrong', 360), startHonest('right')] }, async (hub) => {
        await fires(hub, 'FederationClockSkewed', 'wrong');
        await fires(hub, 'HubHeadAheadOfTime', HUB);
      }),
  },
  wrongClock('a clock 100 seconds fast is named until time has caught up with it', 100, {
    FederationClockSkewed: 'wrong',
    HubHeadAheadOfTime: HUB,
  }),
  wrongClock('a clock 20 minutes fast: up is 1, every sample is refused, and it is missing', 1200, {
    ClusterMissing: 'wrong',
    HubSamplesRejected: HUB,
  }),
  wrongClock('a clock 4 minutes slow is named', -240, { FederationClockSkewed: 'wrong' }),
  wrongClock(
    'a clock 70 minutes slow: every request fails for its samples, and it is missing',
    -4200,
    {
      ClusterMissing: 'wrong',
      FederationDown: 'wrong',
      HubSamplesRejected: HUB,
    },
  ),
  {
    name: 'clocks that are right, and replicas a little apart, raise nothing',
    alerts: [],
    run: async () => {
      const alertmanager = await startAlertmanager();
      const members = [
        startHonest('right'),
        startMember('replicas', (response, nth) => response.end(samples(nth % 2 ? -10 : 0))),
      ];
      try {
        await withHub({ members, alertmanagers: [alertmanager.address] }, async (hub) => {
          await sleep(20_000);
          for (const metric of METRICS) {
            assert.notDeepEqual(await hub.query(metric), [], `there is no ${metric}`);
          }
          const firing = (await hub.firing()).map(({ alertname }) => alertname);
          assert.deepEqual(firing, ['Watchdog']);
        });
      } finally {
        alertmanager.stop();
      }
    },
  },
];
