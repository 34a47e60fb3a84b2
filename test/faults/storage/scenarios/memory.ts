import assert from 'node:assert/strict';
import { startMember } from '../../hub/member';
import { eventually } from '../../hub/observe';
import { withMembers } from '../../hub/scenario';
import type { Scenario } from '../../run';
import { withCgroups } from '../cgroup';
import { withPlace } from '../hub';
import type { HubProcess } from '../process';
import { missing, upOf } from '../samples';

const MEBIBYTE = 2 ** 20;
const AMPLE = 4096 * MEBIBYTE;
/** Less than the series take that are in the write-ahead log. */
const TIGHT = 70 * MEBIBYTE;
const NEW_SERIES = 25_000;
const REQUESTS = 8;

/** A member whose series are new with every request, for a while. */
const churning = () =>
  startMember('churning', (response, nth) => {
    const at = Date.now();
    const count = nth < REQUESTS ? NEW_SERIES : 0;
    const lines = Array.from(
      { length: count },
      (_, series) => `started{job="node_exporter", pod="app-${nth}-${series}"} 1 ${at}\n`,
    );
    response.end(`up{job="node_exporter", instance="a"} 1 ${at}\n${lines.join('')}`);
  });

/** What came in of them, whatever is gone by now. */
async function seriesOf(hub: HubProcess): Promise<number> {
  const [found] = await hub.query('count(count_over_time(started[1h]))');
  return Number(found?.value ?? 0);
}

/** Hubs that have less memory than they need. */
export const MEMORY: readonly Scenario[] = [
  {
    name: 'a hub that is killed while it replays its log is killed again, and with a higher limit starts with every sample',
    run: () =>
      withCgroups([AMPLE, TIGHT, TIGHT, AMPLE], ([ample, ...others]) =>
        withMembers([churning()], ([member]) => {
          assert.ok(member && ample);
          return withPlace({ members: [member], interval: '2s' }, async (place) => {
            const hub = await place.start({ cgroup: ample.procs });
            await eventually(
              'series',
              () => seriesOf(hub),
              (found) => found >= (REQUESTS - 2) * NEW_SERIES,
              60,
            );
            const before = await hub.times(upOf(member));
            const series = await seriesOf(hub);
            await hub.end('SIGKILL');

            const raised = others.pop();
            for (const tight of others) {
              const crashing = place.launch({ cgroup: tight.procs });
              assert.equal(await crashing.ready(60), false, 'it is ready with too little memory');
              assert.deepEqual(await crashing.ended, { code: null, signal: 'SIGKILL' });
              assert.match(crashing.log(), /Replaying WAL/);
              assert.doesNotMatch(crashing.log(), /WAL replay completed/);
            }

            assert.ok(raised);
            const running = ample.peak();
            raised.limit(2 * running);
            const again = await place.start({ cgroup: raised.procs });
            const replaying = raised.peak();
            assert.ok(replaying < running, `replaying took ${replaying} bytes, running ${running}`);
            assert.deepEqual(missing(before, await again.times(upOf(member))), []);
            assert.ok((await seriesOf(again)) >= series);
          });
        }),
      ),
  },
];
