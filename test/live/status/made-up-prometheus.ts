import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';

/** A federation job, as a Prometheus has it. */
export interface MadeUpTarget {
  readonly cluster: string;
  /** @default up */
  readonly health?: 'up' | 'down' | 'unknown';
  /** Seconds ago; absent: 3. */
  readonly scraped?: number;
  readonly error?: string;
  readonly samples?: number;
  /** What it asks. @default - something */
  readonly url?: string;
  /** Digests that it brings; absent: none. */
  readonly digests?: readonly string[];
  /** Digest that the hub expects of it; absent: it was told none. */
  readonly expected?: string;
}

/** The hub's clock. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');

/** What a Prometheus with these federation jobs, and one of its own, answers to a path. */
export function answerOf(path: string, targets: readonly MadeUpTarget[], now = NOW): string {
  if (path.startsWith('/api/v1/targets')) return JSON.stringify(targetsOf(targets, now));
  if (path.includes('promfleet_rollout_info')) return vector(targets.flatMap(rollouts));
  const result = targets
    .filter(({ health = 'up' }) => health === 'up')
    .map(({ cluster, samples = 1204 }) => ({
      metric: { __name__: 'scrape_samples_scraped', job: cluster, promfleet_job: 'federation' },
      value: [now / 1000, String(samples)],
    }));
  return vector(result);
}

const vector = (result: readonly object[]) =>
  JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });

function rollouts({ cluster, digests = [], expected }: MadeUpTarget): object[] {
  const series = (name: string, digest: string, more: object) => ({
    metric: { __name__: name, cluster, digest, ...more },
    value: [NOW / 1000, '1'],
  });
  return [
    ...digests.map((digest) =>
      series('promfleet_rollout_info', digest, { job: cluster, promfleet: 'federate' }),
    ),
    ...(expected === undefined
      ? []
      : [series('promfleet_rollout_expected_info', expected, { promfleet_job: 'inventory' })]),
  ];
}

/** The same over HTTP, packed as a Prometheus does when it is asked to. */
export function prometheus(targets: readonly MadeUpTarget[], now = NOW): Server {
  return createServer(({ url = '' }, response) => {
    response.writeHead(200, { date: new Date(now).toUTCString(), 'content-encoding': 'gzip' });
    response.end(gzipSync(answerOf(url, targets, now)));
  });
}

/** One that ends in the middle of its answer. */
export function brokenPrometheus(): Server {
  return createServer((_, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('{"status":', () => response.destroy());
  });
}

const targetsOf = (targets: readonly MadeUpTarget[], now: number) => ({
  status: 'success',
  data: {
    activeTargets: [
      { ...target({ cluster: 'prometheus' }, now), labels: { promfleet_job: 'hub' } },
      ...targets.map((one) => target(one, now)),
    ],
    droppedTargets: [],
  },
});

const target = (
  { cluster, health = 'up', scraped = 3, error = '', url }: MadeUpTarget,
  now: number,
) => ({
  labels: { job: cluster, cluster, promfleet_job: 'federation' },
  scrapePool: cluster,
  scrapeUrl: url ?? `https://${cluster}.example/federate`,
  lastError: error,
  lastScrape:
    health === 'unknown' ? '0001-01-01T00:00:00Z' : new Date(now - scraped * 1000).toISOString(),
  lastScrapeDuration: 0.25,
  health,
});
