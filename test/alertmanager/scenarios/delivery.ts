import assert from 'node:assert/strict';
import { startHonest, unavailable } from '../../faults/hub/member';
import type { Scenario } from '../../faults/run';
import { told } from '../expect';
import { onStage } from '../stage';

/** How often a receiver fails before it takes what it is told. */
const FAILURES = 3;

/** Receivers that are not reached at once. */
export const DELIVERY: readonly Scenario[] = [
  {
    name: 'a receiver that fails is called again until it takes the alert, and its failures are counted',
    run: () =>
      onStage(
        {
          members: () => [startHonest('gone')],
          receivers: { ops: (nth) => (nth < FAILURES ? 500 : 200) },
        },
        async ({ alertmanager, members: [gone], receiver }) => {
          gone?.turn(unavailable);
          await told(receiver('ops'), 'firing ClusterMissing gone');
          assert.equal(receiver('ops').calls.length, FAILURES + 1);
          const failed = 'alertmanager_notification_requests_failed_total';
          assert.equal(await alertmanager.metric(failed, 'integration="webhook"'), FAILURES);
        },
      ),
  },
];
