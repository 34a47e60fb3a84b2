import { z } from 'zod';
import { isFederation, OF_FEDERATION_JOBS } from '../../prometheus/relabel/federation-marker';
import type { Ask } from '../client/forwarded-request';
import { jsonIn } from '../client/json-answer';
import type { JobState, ReplicaAnswer } from './types';

const targets = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({
        labels: z.record(z.string(), z.string()),
        scrapePool: z.string(),
        scrapeUrl: z.string(),
        lastError: z.string(),
        lastScrape: z.string(),
        lastScrapeDuration: z.number(),
        health: z.string(),
      }),
    ),
  }),
});

const vector = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.object({ job: z.string() }),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

type Target = z.infer<typeof targets>['data']['activeTargets'][number];

const TARGETS = '/api/v1/targets?state=active';
const SAMPLES = `/api/v1/query?${new URLSearchParams({ query: `scrape_samples_scraped${OF_FEDERATION_JOBS}` })}`;

/**
 * What one replica of the hub's Prometheus says of its federation jobs.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/api/#targets
 *
 * @throws Error if it does not answer, or with something else
 */
export async function askReplica(pod: string, ask: Ask): Promise<ReplicaAnswer> {
  const answer = await ask(TARGETS);
  const { activeTargets } = jsonIn(answer, targets).data;
  const { result } = jsonIn(await ask(SAMPLES), vector).data;
  // The job's name is the cluster's.
  const samples = new Map(result.map(({ metric, value }) => [metric.job, Number(value[1])]));
  const jobs = activeTargets
    .filter(({ labels }) => isFederation(labels))
    .map((target) => jobState(target, samples.get(target.scrapePool)));
  const at = answer.date ?? Date.now();
  return { pod, at, jobs: new Map(jobs.map((job) => [job.cluster, job])) };
}

function jobState(target: Target, samples: number | undefined): JobState {
  const { health, scrapePool, scrapeUrl, lastError, lastScrape, lastScrapeDuration } = target;
  const at = Date.parse(lastScrape);
  return {
    cluster: scrapePool,
    url: scrapeUrl,
    up: health === 'unknown' ? undefined : health === 'up',
    // Go's zero time is what stands there before the first scrape.
    lastScrape: at > 0 ? at : undefined,
    scrapeSeconds: lastScrapeDuration,
    lastError,
    samples,
  };
}
