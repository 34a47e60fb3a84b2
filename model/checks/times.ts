import { type Diagnostic, error, type Path } from '../../diagnostics';
import { durationMs } from '../../language/duration';
import type { Additions, Fleet, Hub, Member, Placed } from '../types';

/** Times that do not fit each other once defaults are merged. */
export function checkTimes({ hub, members }: Fleet): Diagnostic[] {
  return [
    ...checkInterval(hub.scrapeInterval, () => hub.place('scrapeInterval')),
    ...checkAdditions(hub, hub, []),
    ...members.flatMap(checkMember),
  ];
}

function checkMember({ job, monitor, place }: Member): Diagnostic[] {
  return [
    ...checkTimeout(job.timeout, job.interval, () => place('federation', 'timeout')),
    ...checkInterval(job.interval, () => place('federation', 'interval')),
    ...(monitor
      ? [
          ...checkTimeout(monitor.scrapeTimeout, monitor.scrapeInterval, () =>
            place('monitor', 'scrapeTimeout'),
          ),
          ...checkInterval(monitor.scrapeInterval, () => place('monitor', 'scrapeInterval')),
          ...checkAdditions(monitor, { place }, ['monitor']),
        ]
      : []),
  ];
}

/** Times of what the user adds, against the interval they inherit. */
function checkAdditions(
  { federateFrom, scrapeConfigs, scrapeInterval }: Additions & Pick<Hub, 'scrapeInterval'>,
  { place }: Placed,
  section: Path,
): Diagnostic[] {
  return [
    ...federateFrom.flatMap(({ timeout, interval }, index) =>
      checkTimeout(timeout, interval, () => place(...section, 'federateFrom', index, 'timeout')),
    ),
    ...scrapeConfigs.flatMap(({ scrape_timeout, scrape_interval = scrapeInterval }, index) =>
      checkTimeout(scrape_timeout, scrape_interval, () =>
        place(...section, 'scrapeConfigs', index, 'scrape_timeout'),
      ),
    ),
  ];
}

function checkTimeout(
  timeout: string | undefined,
  interval: string,
  path: () => Path,
): Diagnostic[] {
  if (timeout === undefined || durationMs(timeout) <= durationMs(interval)) return [];
  const message = `longer than the interval, found ${timeout} with an interval of ${interval}, write at most ${interval}`;
  return [error('timeout-exceeds-interval', path(), message)];
}

/**
 * How far back a query looks for a series's last sample: beyond it the series has gaps.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness
 */
const LOOKBACK = '5m';

function checkInterval(interval: string, path: () => Path): Diagnostic[] {
  if (durationMs(interval) <= durationMs(LOOKBACK)) return [];
  const message = `longer than the ${LOOKBACK} that queries look back, so that series would have gaps, found ${interval}, write at most ${LOOKBACK}`;
  return [error('interval-exceeds-lookback', path(), message)];
}
