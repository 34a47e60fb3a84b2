import { readdirSync } from 'node:fs';
import type { Member } from '../hub/member';
import { eventually } from '../hub/observe';
import type { HubPlace } from './hub';
import type { HubProcess } from './process';

/** A series that the hub writes with every request to a member of this name. */
export const upOf = ({ name }: Pick<Member, 'name'>) =>
  `up{promfleet_job="federation", cluster="${name}"}`;

/** Writes blocks after seconds, as a hub does after hours. */
export const BLOCKS_IN_SECONDS = ['--storage.tsdb.min-block-duration=5s'];

/** Names of the blocks of a volume. */
export const blocks = ({ data }: HubPlace) =>
  readdirSync(data).filter((name) => /^[0-9A-Z]{26}$/.test(name));

/** Waits until so many samples came in since a time. */
export const moreSamples = (hub: HubProcess, series: string, count: number, since = 0) =>
  eventually(
    `samples of ${series}`,
    async () => (await hub.times(series)).filter((time) => time > since).length,
    (found) => found >= count,
    60,
  );

/** Waits until there are so many blocks, with some samples behind them that are in none. */
export async function blocksAndMore(place: HubPlace, hub: HubProcess, series: string, count = 1) {
  await eventually(
    'blocks',
    async () => blocks(place).length,
    (found) => found >= count,
    60,
  );
  await moreSamples(hub, series, 5, Date.now() / 1000);
}

/** What there was that is there no more. */
export const missing = <T>(before: readonly T[], after: readonly T[]): T[] =>
  before.filter((entry) => !after.includes(entry));

/** The longest time between two samples, in seconds. */
export const longestGap = (times: readonly number[]) =>
  Math.max(0, ...times.slice(1).map((time, at) => time - (times[at] ?? time)));
