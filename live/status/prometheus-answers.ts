import { z } from 'zod';
import { BY_FEDERATED_RULES } from '../../prometheus/relabel/federated-rules';
import {
  BY_FEDERATION_JOBS,
  isFederation,
  OF_INVENTORY,
} from '../../prometheus/relabel/federation-marker';
import { EXPECTED } from '../../prometheus/rules/inventory';
import { VERSIONS } from '../../prometheus/rules/member/monitoring/versions';
import { DIGEST, ofRollouts, ROLLOUT } from '../../prometheus/rules/rollout';
import type { Ask } from '../client/forwarded-request';
import { jsonIn } from '../client/json-answer';
import type { JobState, ReplicaAnswer, Versions } from './types';

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

const series = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

type Series = z.infer<typeof series>['data']['result'][number];

type Target = z.infer<typeof targets>['data']['activeTargets'][number];

const TARGETS = '/api/v1/targets?state=active';
/** What a scrape brought, before it is known to be too much. */
const SAMPLES = 'scrape_samples_post_metric_relabeling';
const BYTES = 'scrape_body_size_bytes';

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
  const at = answer.date ?? Date.now();
  const { activeTargets } = jsonIn(answer, targets).data;
  const sizes = sizesIn(
    await asked(ask, `{__name__=~"${SAMPLES}|${BYTES}", ${BY_FEDERATION_JOBS}}`),
  );
  const jobs = activeTargets
    .filter(({ labels }) => isFederation(labels))
    .map((target) => jobState(target, sizes));
  const rollouts = `${ofRollouts(clusterLabel)} or ${EXPECTED}${OF_INVENTORY}`;
  return {
    pod,
    at,
    jobs: new Map(jobs.map((job) => [job.cluster, job])),
    digests: digestsIn(await asked(ask, rollouts), clusterLabel),
    versions: versionsIn(await asked(ask, versionsOf(clusterLabel)), clusterLabel),
  };
}

async function asked(ask: Ask, query: string): Promise<Series[]> {
  const path = `/api/v1/query?${new URLSearchParams({ query })}`;
  return jsonIn(await ask(path), series).data.result;
}

/** The digests that members bring, and those that the hub expects. */
function digestsIn(result: readonly Series[], clusterLabel: string): ReplicaAnswer['digests'] {
  const of = (record: string) => valuesOf(result, record, clusterLabel, DIGEST);
  return { brought: of(ROLLOUT), expected: of(EXPECTED) };
}

const versionsOf = (clusterLabel: string) =>
  `{__name__=~"${VERSIONS.kubernetes.record}|${VERSIONS.prometheus.record}", ${BY_FEDERATED_RULES}, ${clusterLabel}!=""}`;

function versionsIn(result: readonly Series[], clusterLabel: string): Map<string, Versions> {
  const of = ({ record, label }: (typeof VERSIONS)[keyof typeof VERSIONS]) =>
    valuesOf(result, record, clusterLabel, label);
  const [kubernetes, prometheus] = [of(VERSIONS.kubernetes), of(VERSIONS.prometheus)];
  return new Map(
    [...new Set([...kubernetes.keys(), ...prometheus.keys()])].map((cluster) => [
      cluster,
      { kubernetes: kubernetes.get(cluster) ?? [], prometheus: prometheus.get(cluster) ?? [] },
    ]),
  );
}

/** The values of a label that series of a name have, by the name of the cluster. */
function valuesOf(
  result: readonly Series[],
  name: string,
  clusterLabel: string,
  label: string,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { metric } of result) {
    if (metric.__name__ !== name) continue;
    const { [clusterLabel]: cluster = '', [label]: value = '' } = metric;
    found.set(cluster, [...new Set([...(found.get(cluster) ?? []), value])].sort());
  }
  return found;
}

/** Values by the name of the series and the job, which is the cluster's. */
const sizesIn = (result: readonly Series[]) =>
  new Map(
    result.map(({ metric, value }) => [sizeKey(metric.__name__, metric.job), Number(value[1])]),
  );

const sizeKey = (name: string | undefined, job: string | undefined) => `${name} ${job}`;

function jobState(target: Target, sizes: ReadonlyMap<string, number>): JobState {
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
    samples: sizes.get(sizeKey(SAMPLES, scrapePool)),
    bytes: sizes.get(sizeKey(BYTES, scrapePool)),
  };
}
