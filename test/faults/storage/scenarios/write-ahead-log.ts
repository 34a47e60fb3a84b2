import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, openSync, readdirSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { startHonest } from '../../hub/member';
import { eventually } from '../../hub/observe';
import { withMembers } from '../../hub/scenario';
import type { Scenario } from '../../run';
import { withPlace } from '../hub';
import { BLOCKS_IN_SECONDS, blocksAndMore, missing, moreSamples, upOf } from '../samples';

/** What is written of a segment. */
interface Written {
  readonly file: number;
  /** Inside of a record, halfway through the segment. */
  readonly middle: number;
  readonly end: number;
}

interface Damage {
  readonly name: string;
  /** Damages the newest segment. */
  readonly damage: (segment: Written) => void;
  /** Whether the hub notices, and so raises `HubStorageDamaged`. */
  readonly noticed: boolean;
}

const DAMAGES: readonly Damage[] = [
  {
    name: 'a flipped byte in the write-ahead log costs the samples behind it, and is reported until the next start',
    damage: ({ file, middle }) => {
      const byte = Buffer.alloc(1);
      readSync(file, byte, 0, 1, middle);
      writeSync(file, Buffer.from([byte.readUInt8() ^ 0xff]), 0, 1, middle);
    },
    noticed: true,
  },
  {
    name: 'a last segment that is cut off costs what was cut off, and is reported until the next start',
    damage: ({ file, middle }) => ftruncateSync(file, middle),
    noticed: true,
  },
  {
    name: 'a last segment whose end is zeros costs what they took the place of, and is reported until the next start',
    damage: ({ file, middle, end }) => zero(file, middle, end),
    noticed: true,
  },
  {
    name: 'a last segment that is all zeros costs what was in it, and nothing reports it',
    damage: ({ file, end }) => zero(file, 0, end),
    noticed: false,
  },
];

function zero(file: number, from: number, to: number): void {
  writeSync(file, Buffer.alloc(to - from), 0, to - from, from);
}

/** Write-ahead logs that are not as they were written. */
export const WRITE_AHEAD_LOG: readonly Scenario[] = DAMAGES.map(({ name, damage, noticed }) => ({
  name,
  run: () =>
    withMembers([startHonest('a')], ([a]) => {
      assert.ok(a);
      return withPlace({ members: [a] }, async (place) => {
        const first = await place.start({ flags: BLOCKS_IN_SECONDS });
        await blocksAndMore(place, first, upOf(a));
        await first.end('SIGTERM');
        // It begins a segment, and no block takes samples from it for two hours.
        const hub = await place.start();
        await moreSamples(hub, upOf(a), 10, Date.now() / 1000);
        const before = await hub.times(upOf(a));
        await hub.end('SIGKILL');
        damageNewest(join(place.data, 'wal'), damage);

        const again = await place.start();
        const kept = await again.times(upOf(a));
        const lost = missing(before, kept);
        assert.ok(lost.length > 0, 'nothing was lost, so nothing was damaged');
        assert.deepEqual(lost, before.slice(-lost.length), 'only the newest are lost');
        assert.ok(lost.length < before.length, 'blocks are as they were');
        await moreSamples(again, upOf(a), 5, before.at(-1));
        const damaged = async (of: typeof hub) => (await of.raised('HubStorageDamaged')).length > 0;
        await eventually(
          'HubStorageDamaged',
          () => damaged(again),
          (found) => found === noticed,
        );
        await again.end('SIGKILL');

        const last = await place.start();
        assert.deepEqual(missing(kept, await last.times(upOf(a))), []);
        await moreSamples(last, 'up{promfleet_job="hub"}', 1, Date.now() / 1000);
        await eventually(
          'HubStorageDamaged',
          () => damaged(last),
          (found) => !found,
        );
      });
    }),
}));

function damageNewest(directory: string, damage: Damage['damage']): void {
  const segments = readdirSync(directory).filter((name) => /^\d+$/.test(name));
  const file = openSync(join(directory, segments.sort().at(-1) ?? ''), 'r+');
  const buffer = Buffer.alloc(2 ** 24);
  const content = buffer.subarray(0, readSync(file, buffer));
  // Its last page is not full: zeros follow what is written.
  const end = content.findLastIndex((byte) => byte !== 0) + 1;
  damage({ file, middle: insideOfRecord(content, end / 2), end });
  closeSync(file);
}

/**
 * The middle of the record at a place: where one ends, what follows is missed by nobody.
 *
 * https://github.com/prometheus/prometheus/blob/v3.14.0/tsdb/docs/format/wal.md
 */
function insideOfRecord(segment: Buffer, wanted: number): number {
  const PAGE = 32 * 1024;
  const HEADER = 7;
  for (let at = 0; at < segment.length; ) {
    const isPadding = (segment.readUInt8(at) & 7) === 0 || PAGE - (at % PAGE) < HEADER;
    if (isPadding) {
      at += PAGE - (at % PAGE);
      continue;
    }
    const length = segment.readUInt16BE(at + 1);
    if (at + HEADER + length > wanted) return at + HEADER + Math.floor(length / 2);
    at += HEADER + length;
  }
  throw new Error('the segment has no record there');
}
