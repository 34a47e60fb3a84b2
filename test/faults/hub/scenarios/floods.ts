import assert from 'node:assert/strict';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Answer, besides, honest, startHonest, startMember } from '../member';
import { eventually, resolves, subjects } from '../observe';
import { fault, type Scenario, withHub } from '../scenario';

const MEGABYTE = 1_000_000;

/** A member that sends a small body which unpacks to a large one. */
async function packed(name: string, text: string) {
  // In another thread: members of other scenarios answer in this one.
  const body = await promisify(gzip)(text);
  return startMember(name, (response) => {
    response.setHeader('Content-Encoding', 'gzip');
    response.end(body);
  });
}

/** A member that sends a byte every tenth of a second and never ends. */
const drip = () =>
  startMember('drip', (response) => {
    const timer = setInterval(() => response.write('#'), 100);
    response.on('close', () => clearInterval(timer));
  });

/** Help texts of a megabyte each, below the body limit. */
const helpFlood = (megabytes: number) =>
  Array.from(
    { length: megabytes },
    (_, at) => `# HELP flood_${at} ${'x'.repeat(MEGABYTE)}\nflood_${at} 1\n`,
  ).join('');

/** Two thousand series that were never there before. */
const churn: Answer = (response, nth) => {
  const of = (at: number) => `churn{job="node_exporter",instance="a",id="${nth}-${at}"} 1\n`;
  besides(Array.from({ length: 2000 }, (_, at) => of(at)).join(''))(response, nth, response.req);
};

/** Members that send too much, or never end. */
export const FLOODS: readonly Scenario[] = [
  {
    name: 'a gzip bomb, a slow drip and a HELP flood leave the others scraping',
    alerts: ['FederationDown', 'FederationBodyTooLarge'],
    alone: true,
    run: () =>
      withHub(
        {
          members: [
            packed('bomb', `# ${'x'.repeat(200 * MEGABYTE)}\n`),
            packed('flood', helpFlood(54)),
            drip(),
            startHonest('right'),
          ],
        },
        async (hub, members) => {
          await eventually(
            'twenty requests',
            () => hub.query('count_over_time(up{promfleet_job="federation", cluster="drip"}[1m])'),
            ([count]) => Number(count?.value) >= 20,
          );
          for (const [cluster, function_, value] of [
            ['right', 'min', '1'],
            ['bomb', 'max', '0'],
            ['drip', 'max', '0'],
          ]) {
            await eventually(
              `requests to ${cluster}`,
              () =>
                hub.query(
                  `${function_}_over_time(up{promfleet_job="federation", cluster="${cluster}"}[15s])`,
                ),
              ([up]) => up?.value === value,
            );
          }
          for (const [alert, cluster] of [
            ['FederationDown', 'bomb'],
            ['FederationDown', 'drip'],
            ['FederationBodyTooLarge', 'bomb'],
          ] as const) {
            await eventually(
              `${alert} fires for ${cluster}`,
              () => subjects(hub, alert),
              (found) => found.includes(cluster),
            );
          }
          const [memory] = await hub.query('process_resident_memory_bytes');
          assert.ok(Number(memory?.value) < 1500 * MEGABYTE, `${memory?.value} bytes`);
          for (const member of members) member.turn(honest());
          await resolves(hub, 'FederationDown');
          await resolves(hub, 'FederationBodyTooLarge');
        },
      ),
  },
  fault({
    name: 'the body size limit bounds what help texts are kept',
    raises: { FederationBodyTooLarge: 'flood', FederationDown: 'flood', ClusterMissing: 'flood' },
    members: () => [packed('flood', helpFlood(54)), startHonest('right')],
    federation: 'bodySizeLimit: 8MB',
  }),
  fault({
    name: 'new series with every request are named',
    raises: { FederationChurn: 'churn' },
    members: () => [startMember('churn', churn), startHonest('right')],
  }),
];
