import { z } from 'zod';
import {
  isFederation,
  OF_FEDERATION_JOBS,
  OF_INVENTORY,
} from '../../prometheus/relabel/federation-marker';
import { EXPECTED } from '../../prometheus/rules/inventory';
import { DIGEST, ofRollouts, ROLLOUT } from '../../prometheus/rules/rollout';
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

const rollouts = z.object({
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()) })),
  }),
});

type Target = z.infer<typeof targets>['data']['activeTargets'][number];

const TARGETS = '/api/v1/targets?state=active';
const SAMPLES = `/api/v1/query?${new URLSearchParams({ query: `scrape_samples_scraped${OF_FEDERATION_JOBS}` })}`;
const ROLLOUTS = (clusterLabel: string) =>
  `/api/v1/query?${new URLSearchParams({ query: `${ofRollouts(clusterLabel)} or ${EXPECTED}${OF_INVENTORY}` })}`;

/**
 * What one replica of the hub's Prometheus says of its federation jobs.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/api/#targets
 *
 * @param clusterLabel - by which it tells members apart
 * @throws Error if it does not answer, or with something else
 */
export async function askReplica(
  pod: string,
  clusterLabel: string,
  ask: Ask,
): Promise<ReplicaAnswer> {
  const answer = await ask(TARGETS);
  const { activeTargets } = jsonIn(answer, targets).data;
  const { result } = jsonIn(await ask(SAMPLES), vector).data;
  // The job's name is the cluster's.
  const samples = new Map(result.map(({ metric, value }) => [metric.job, Number(value[1])]));
  const jobs = activeTargets
    .filter(({ labels }) => isFederation(labels))
    .map((target) => jobState(target, samples.get(target.scrapePool)));
  const at = answer.date ?? Date.now();
  const digests = await askRollouts(clusterLabel, ask);
  return { pod, at, jobs: new Map(jobs.map((job) => [job.cluster, job])), digests };
}

/** The digests that members bring, and those that the hub expects. */
async function askRollouts(clusterLabel: string, ask: Ask): Promise<ReplicaAnswer['digests']> {
  const { result } = jsonIn(await ask(ROLLOUTS(clusterLabel)), rollouts).data;
  const of = (record: string) => {
    const found = new Map<string, string[]>();
    for (const { metric } of result) {
      const { [clusterLabel]: cluster = '', [DIGEST]: digest = '' } = metric;
      if (metric.__name__ === record) found.set(cluster, [...(found.get(cluster) ?? []), digest]);
    }
    return found;
  };
  return { brought: of(ROLLOUT), expected: of(EXPECTED) };
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
