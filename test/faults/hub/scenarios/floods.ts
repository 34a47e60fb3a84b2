import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { samples, startHonest, startMember } from '../member';
import { withHub } from '../prometheus';
import { eventually, type Scenario, withMembers } from '../scenario';

const MEGABYTE = 1_000_000;

/** A member that sends a small body which unpacks to a large one. */
function packed(name: string, text: string) {
  const body = gzipSync(text);
  return startMember(name, (_, response) => {
    response.setHeader('Content-Encoding', 'gzip');
    response.end(body);
  });
}

/** A member that sends a byte every tenth of a second and never ends. */
const drip = () =>
  startMember('drip', (_, response) => {
    const timer = setInterval(() => response.write('#'), 100);
    response.on('close', () => clearInterval(timer));
  });

/** Help texts of a megabyte each, below the body limit. */
const helpFlood = (megabytes: number) =>
  Array.from(
    { length: megabytes },
    (_, at) => `# HELP flood_${at} ${'x'.repeat(MEGABYTE)}\nflood_${at} 1\n`,
  ).join('');

/** Members that send too much, or never end. */
export const FLOODS: readonly Scenario[] = [
  {
    name: 'a gzip bomb, a slow drip and a HELP flood leave the others scraping',
    run: () =>
      withMembers(
        [
          packed('bomb', `# ${'x'.repeat(200 * MEGABYTE)}\n`),
          packed('flood', helpFlood(54)),
          drip(),
          startHonest('right'),
        ],
        (members) =>
          withHub({ members }, async (hub) => {
            await sleep(20_000);
            const up = await hub.query(
              'min_over_time(up{promfleet_job="federation", cluster="right"}[15s])',
            );
            assert.deepEqual(
              up.map(({ value }) => value),
              ['1'],
            );
            for (const cluster of ['bomb', 'drip']) {
              const down = await hub.query(
                `max_over_time(up{promfleet_job="federation", cluster="${cluster}"}[15s])`,
              );
              assert.deepEqual(
                down.map(({ value }) => value),
                ['0'],
                cluster,
              );
            }
            const [memory] = await hub.query('process_resident_memory_bytes');
            assert.ok(Number(memory?.value) < 1500 * MEGABYTE, `${memory?.value} bytes`);
          }),
      ),
  },
  {
    name: 'the body size limit bounds what help texts are kept',
    run: () =>
      withMembers([packed('flood', helpFlood(54)), startHonest('right')], (members) =>
        withHub({ members, federation: 'bodySizeLimit: 8MB' }, (hub) =>
          eventually(
            'the body is too large',
            () => hub.raised('FederationBodyTooLarge'),
            (found) => found.map(({ cluster }) => cluster).join() === 'flood',
          ),
        ),
      ),
  },
  {
    name: 'new series with every request are named',
    run: () =>
      withMembers(
        [
          startMember('churn', (_, response, nth) => {
            const of = (at: number) =>
              `churn{job="node_exporter",instance="a",id="${nth}-${at}"} 1\n`;
            response.end(samples(0) + Array.from({ length: 2000 }, (_, at) => of(at)).join(''));
          }),
          startHonest('right'),
        ],
        (members) =>
          withHub({ members }, (hub) =>
            eventually(
              'churn',
              () => hub.raised('FederationChurn'),
              (found) => found.map(({ cluster }) => cluster).join() === 'churn',
            ),
          ),
      ),
  },
  {
    name: 'a member whose job is gone after a reload is missing',
    run: () =>
      withMembers([startHonest('gone'), startHonest('right')], (members) =>
        withHub({ members }, async (hub) => {
          const missing = () => hub.raised('ClusterMissing');
          await eventually('nobody is missing', missing, (found) => found.length === 0);
          hub.forget('gone');
          await eventually(
            'one is missing',
            missing,
            (found) => found.map(({ cluster }) => cluster).join() === 'gone',
          );
          const [reload] = await hub.query('prometheus_config_last_reload_successful');
          assert.equal(reload?.value, '1');
        }),
      ),
  },
];
