import assert from 'node:assert/strict';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parse } from 'yaml';
import { wholeJobs } from '../../../../prometheus/match/whole-jobs';
import type { Cluster } from '../../harness/cluster';
import type { Credentials } from '../../harness/credentials';
import { getRaw } from '../../harness/kubectl';
import { say } from '../../harness/log';
import { attempt } from '../../harness/reader';
import type { AccessFleet } from '../access/access-fleet';
import { credentialsOf, memberOf } from './member';

/** By how much less is fetched than of the original's five jobs. */
const AT_LEAST = 20;

/** Requests that the time of an API server is measured over. */
const REQUESTS = 40;

/** How long an API server is looked at without them. */
const IDLE_MS = 5000;

/** Names of which most is said when too much is fetched. */
const MOST_NAMES = 8;

interface Answer {
  readonly samples: number;
  readonly bytes: number;
  readonly text: string;
}

/** What the hub fetches of a member is so much less than whole jobs, in samples and in bytes. */
export async function fetchesATwentieth(
  fleet: AccessFleet,
  name: string,
  cluster: Cluster,
): Promise<void> {
  const job = jobOf(fleet, name);
  const credentials = await credentialsOf(fleet, name);
  const ask = async (match: readonly string[]): Promise<Answer> => {
    const { status, text } = await attempt(cluster, credentials, {
      what: 'federation',
      path: at(job, match),
    });
    assert.equal(status, 200, text);
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return { samples: samples.length, bytes: Buffer.byteLength(text), text };
  };
  const compiled = await ask(job.params['match[]']);
  const whole = await ask(wholeJobsOf(fleet, name));
  const samples = whole.samples / compiled.samples;
  const bytes = whole.bytes / compiled.bytes;
  say(
    `${name}: ${compiled.samples} samples in ${compiled.bytes} bytes instead of ${whole.samples} in ${whole.bytes}: ${samples.toFixed(1)} and ${bytes.toFixed(1)} times less`,
  );
  const most = mostOf(compiled.text).join(', ');
  say(`${name}: most of it is ${most}`);
  const idle = await idleCpu(cluster);
  const wholeMs = await cpuMs(cluster, credentials, at(job, wholeJobsOf(fleet, name)), idle);
  const compiledMs = await cpuMs(cluster, credentials, at(job, job.params['match[]']), idle);
  say(
    `${name}: ${compiledMs.toFixed(1)} ms of its API server's CPU for a request, instead of ${wholeMs.toFixed(1)} ms`,
  );
  assert.ok(Math.min(samples, bytes) >= AT_LEAST, `too much is fetched of ${name}: ${most}`);
}

interface Job {
  readonly metrics_path: string;
  readonly params: { readonly 'match[]': readonly string[] };
}

/** The job of a member as it is rendered. */
function jobOf(fleet: AccessFleet, name: string): Job {
  const text = fleet.written().get(path.join('dist', 'hub', 'federation.k8s.yaml')) ?? '';
  for (const document of text.split(/^---$/m)) {
    const { data = {} }: { data?: Record<string, string> } = parse(document) ?? {};
    const file = data[`${name}.yaml`];
    if (file !== undefined) return parse(file).scrape_configs[0];
  }
  throw new Error(`the hub has no job for ${name}`);
}

/** What `mode: raw` is for the jobs of a member. */
const wholeJobsOf = (fleet: AccessFleet, name: string) =>
  wholeJobs(memberOf(fleet, name)).map(({ selector }) => selector);

const at = ({ metrics_path }: Job, match: readonly string[]) =>
  `${metrics_path}?${new URLSearchParams(match.map((one): [string, string] => ['match[]', one]))}`;

/**
 * Time that an API server takes for a request, in milliseconds of a processor.
 *
 * @param idle - what it takes of a processor meanwhile
 */
async function cpuMs(
  cluster: Cluster,
  credentials: Partial<Credentials>,
  urlPath: string,
  idle: number,
): Promise<number> {
  const started = Date.now();
  const before = await cpuSeconds(cluster);
  for (let number = 0; number < REQUESTS; number++) {
    // As Prometheus asks: compressed.
    const headers = { 'accept-encoding': 'gzip' };
    const { status } = await attempt(cluster, credentials, {
      what: 'federation',
      path: urlPath,
      headers,
    });
    assert.equal(status, 200);
  }
  const took = (await cpuSeconds(cluster)) - before;
  return (took * 1000 - idle * (Date.now() - started)) / REQUESTS;
}

/** What an API server takes of a processor without these requests. */
async function idleCpu(cluster: Cluster): Promise<number> {
  const before = await cpuSeconds(cluster);
  await setTimeout(IDLE_MS);
  return ((await cpuSeconds(cluster)) - before) / (IDLE_MS / 1000);
}

async function cpuSeconds(cluster: Cluster): Promise<number> {
  const metrics = await getRaw(cluster, '/metrics');
  const found = /^process_cpu_seconds_total (\S+)$/m.exec(metrics);
  assert.ok(found, 'the API server does not say how long it has worked');
  return Number(found[1]);
}

/** The names with the most samples, with their numbers. */
function mostOf(text: string): string[] {
  const counts = new Map<string, number>();
  for (const [name] of text.matchAll(/^[a-zA-Z_:][\w:]*/gm)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_NAMES)
    .map(([name, count]) => `${name} (${count})`);
}
