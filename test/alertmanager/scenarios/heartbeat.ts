import assert from 'node:assert/strict';
import { startHonest } from '../../faults/hub/member';
import { eventually } from '../../faults/hub/observe';
import type { Scenario } from '../../faults/run';
import { onStage, type Setting, type Stage } from '../stage';
import type { Webhook } from '../webhook';

/** The service that is called every two minutes: two seconds here. */
const SERVICE: Setting = {
  members: () => [startHonest('right')],
  receivers: { ops: undefined, deadman: undefined },
  heartbeat: 'deadman',
};
const INTERVAL = 2000;

/** Milliseconds between calls. */
const gaps = ({ calls }: Webhook) =>
  calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0));

const calledTimes = (service: Webhook, times: number) =>
  eventually(
    `${times} calls`,
    async () => service.calls.length,
    (found) => found >= times,
  );

/** Waits until no call has come for so long that a service would raise the alarm. */
const silent = (service: Webhook) =>
  eventually(
    'since the last call, in milliseconds',
    async () => Date.now() - (service.calls.at(-1)?.at ?? 0),
    (found) => found > 4 * INTERVAL,
  );

/** Calls come at their interval, and stop when something is stopped. */
const stopping = (
  name: string,
  stop: (stage: Stage) => Promise<void>,
  start: (stage: Stage) => Promise<void>,
): Scenario => ({
  name,
  run: () =>
    onStage(SERVICE, async (stage) => {
      const service = stage.receiver('deadman');
      await calledTimes(service, 5);
      for (const gap of gaps(service)) {
        assert.ok(Math.abs(gap - INTERVAL) < INTERVAL / 2, `calls came ${gap} ms apart`);
      }
      assert.deepEqual(stage.receiver('ops').told(), []);
      await stop(stage);
      await silent(service);
      const before = service.calls.length;
      await start(stage);
      await calledTimes(service, before + 2);
    }),
});

/** The calls that say that alerts arrive. */
export const HEARTBEAT: readonly Scenario[] = [
  stopping(
    'the heartbeat calls at its interval, and no more when the Prometheus of the hub is stopped',
    ({ hub }) => hub.stop(),
    ({ hub }) => hub.start(),
  ),
  stopping(
    'the heartbeat calls at its interval, and no more when Alertmanager is stopped',
    ({ alertmanager }) => alertmanager.stop(),
    ({ alertmanager }) => alertmanager.start(),
  ),
];
