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
  readonly bytes?: number;
  /** Versions of Kubernetes and of Prometheus that it says it runs. */
  readonly runs?: readonly [string, string];
  /** @default 0.25 */
  readonly seconds?: number;
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
  if (path.includes('build_info')) return vector(targets.flatMap(versions));
  const up = targets.filter(({ health = 'up' }) => health === 'up');
  return vector(
    up.flatMap(({ cluster, samples = 1204, bytes = 220_000 }) => [
      size('scrape_samples_post_metric_relabeling', cluster, samples, now),
      size('scrape_body_size_bytes', cluster, bytes, now),
    ]),
  );
}

const vector = (result: readonly object[]) =>
  JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });

const size = (name: string, job: string, value: number, now: number) => ({
  metric: { __name__: name, job, promfleet_job: 'federation' },
  value: [now / 1000, String(value)],
});

function versions({ cluster, runs = ['v1.34.4', '3.14.0'] }: MadeUpTarget): object[] {
  const series = (name: string, label: string, version: string | undefined) => ({
    metric: { __name__: name, cluster, [label]: version, promfleet: 'federate' },
    value: [NOW / 1000, '1'],
  });
  const [kubernetes, prometheus] = runs;
  return [
    series('git_version:kubernetes_build_info:count', 'git_version', kubernetes),
    series('version:prometheus_build_info:count', 'version', prometheus),
  ];
}

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
  { cluster, health = 'up', scraped = 3, error = '', url, seconds = 0.25 }: MadeUpTarget,
  now: number,
) => ({
  labels: { job: cluster, cluster, promfleet_job: 'federation' },
  scrapePool: cluster,
  scrapeUrl: url ?? `https://${cluster}.example/federate`,
  lastError: error,
  lastScrape:
    health === 'unknown' ? '0001-01-01T00:00:00Z' : new Date(now - scraped * 1000).toISOString(),
  lastScrapeDuration: seconds,
  health,
});
