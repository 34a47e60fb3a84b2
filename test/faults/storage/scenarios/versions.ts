import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { startHonest } from '../../hub/member';
import { withMembers } from '../../hub/scenario';
import type { Scenario } from '../../run';
import { named, withPlace } from '../hub';
import { BLOCKS_IN_SECONDS, blocks, blocksAndMore, missing, upOf } from '../samples';

/** A binary of Prometheus and the tag of the image that it would be in. */
interface Version {
  readonly binary: string;
  readonly tag: string;
}

function version(variable: 'PROMETHEUS' | 'PROMETHEUS_PREVIOUS'): Version {
  const binary = named(variable);
  const { stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  const [, number] = /version (\d+\.\d+\.\d+)/.exec(stdout) ?? [];
  assert.ok(number, `${binary} does not say its version`);
  return { binary, tag: `v${number}` };
}

const minor = ({ tag }: Version) => Number(tag.split('.')[1]);

/** Other versions of Prometheus on the same volume. */
export const VERSIONS: readonly Scenario[] = [
  {
    name: 'an upgrade over two minor versions and the way back keep every sample, and so does a version that is killed',
    run: () =>
      withMembers([startHonest('a')], ([a]) => {
        assert.ok(a);
        return withPlace({ members: [a] }, async (place) => {
          const older = version('PROMETHEUS_PREVIOUS');
          const newer = version('PROMETHEUS');
          assert.equal(minor(newer) - minor(older), 2, `${older.tag} and ${newer.tag}`);
          let before: number[] = [];
          let ended: NodeJS.Signals = 'SIGTERM';
          for (const [at, signal] of [
            [older, 'SIGTERM'],
            [newer, 'SIGTERM'],
            [older, 'SIGKILL'],
            [newer, 'SIGKILL'],
            [older, 'SIGTERM'],
          ] as const) {
            const hub = await place.start({ ...at, flags: BLOCKS_IN_SECONDS });
            assert.deepEqual(missing(before, await hub.times(upOf(a))), [], at.tag);
            await blocksAndMore(place, hub, upOf(a), blocks(place).length + 1);
            // A kill can cut off the record that is being written, which is reported and costs nothing else.
            if (ended !== 'SIGKILL') {
              assert.deepEqual(await hub.raised('HubStorageDamaged'), [], hub.log());
            }
            before = await hub.times(upOf(a));
            await hub.end(signal);
            ended = signal;
          }
        });
      }),
  },
];
