import assert from 'node:assert/strict';
import { until } from '../local';
import { INTERVAL } from './fleet-file';
import type { Hub } from './hub';
import { say } from './log';
import type { Prometheus } from './prometheus';

/**
 * Longest time between two samples in which no scrape was missed, in intervals: less than two, as a
 * missed one would make it, and more than one, as timers are not exact.
 */
const LONGEST_GAP = 1.9;

/** Watches from now on whether the hub misses a scrape of a member. */
export class Continuity {
  private constructor(
    private readonly hub: Hub,
    private readonly since: number,
    private readonly interval: number,
  ) {}

  /**
   * @param interval - seconds between two scrapes of a member
   */
  static async begin(hub: Hub, interval = INTERVAL): Promise<Continuity> {
    return new Continuity(hub, await anyOf(hub, (replica) => replica.now()), interval);
  }

  /**
   * Asserts that every replica scraped a member all the time.
   *
   * @param missed - how many scrapes each may have missed, or not got an answer to
   */
  async everyReplicaScraped(member: string, missed = 0): Promise<void> {
    for (const replica of this.hub.replicas) {
      const to = await replica.now();
      const points = await scrapes(replica, member, to - this.since + this.interval);
      const what = `${replica.name}: ${member}`;
      const failed = points.filter(([time, value]) => time > this.since && value !== 1);
      if (missed > 0) say(`${what}: ${failed.length} scrapes failed`);
      assert.ok(failed.length <= missed, `${what} was not up: ${JSON.stringify(failed)}`);
      const good = points.filter(([, value]) => value === 1);
      this.assertComplete(what, good, this.since, to, (LONGEST_GAP + missed) * this.interval);
    }
  }

  /** Asserts that at any time some replica scraped a member, as when replicas are replaced. */
  async hubScraped(member: string): Promise<void> {
    const to = await anyOf(this.hub, (replica) => replica.now());
    const lists = await Promise.all(
      this.hub.replicas.map((replica) => scrapes(replica, member, to - this.since + this.interval)),
    );
    // Where one replica's scrape was cut off by its end, the other's counts.
    const good = lists.flat().filter(([, value]) => value === 1);
    const points = good.sort(([a], [b]) => a - b);
    // The replicas' own rounds are at different times: a gap is longer than either's interval.
    this.assertComplete(`the hub: ${member}`, points, this.since, to, 2 * this.interval);
  }

  private assertComplete(
    what: string,
    points: readonly Point[],
    from: number,
    to: number,
    longest = LONGEST_GAP * this.interval,
  ): void {
    const times = [from, ...points.map(([time]) => time).filter((time) => time > from), to];
    let gap = 0;
    for (const [index, time] of times.entries()) {
      // The edges of the window are not scrapes: up to an interval before and after is no gap.
      const before = times[index - 1] ?? time;
      gap = Math.max(gap, time - before);
    }
    assert.ok(points.length > 0, `${what} was never scraped`);
    say(`${what}: ${points.length} scrapes, at most ${gap.toFixed(1)} s apart`);
    assert.ok(gap <= longest, `${what} was not scraped for ${gap.toFixed(1)} s`);
  }
}

type Point = readonly [seconds: number, value: number];

async function scrapes(replica: Prometheus, member: string, seconds: number): Promise<Point[]> {
  const selector = `up{promfleet_job="federation",cluster="${member}"}`;
  const series = await replica.history(selector, seconds);
  return series.flatMap(({ points }) => points).sort(([a], [b]) => a - b);
}

/** Asks the first replica that answers. */
function anyOf<T>(hub: Hub, ask: (replica: Prometheus) => Promise<T>): Promise<T> {
  return until('a replica of the hub to answer', () => Promise.any(hub.replicas.map(ask)));
}
