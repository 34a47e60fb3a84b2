import { parse } from 'yaml';
import { z } from 'zod';
import { checkRoutePrefix } from '../../../language/service-port';
import { proxyTo, type ServicePort } from '../../../model/access';
import { MONITOR_PROMETHEUS } from '../../../model/components/prometheus';
import { ClusterFailure, refusal, statusOf } from '../../client/failure';
import { type Asked, ifTold } from './asked';

/** Where a Prometheus answers. */
export interface Answering {
  readonly scheme?: 'http' | 'https';
  readonly prefix: string;
}

/** The older ones do not say which of their two modes they are in; agents answer no federation. */
const READY = /^Prometheus (Server )?is Ready/;
const WANTS_TLS = /HTTP request to an HTTPS server/;

/**
 * Finds out where a Prometheus answers behind its Service, by asking it through the API server's
 * proxy as the hub will.
 *
 * @param likely - prefix that its objects name
 * @returns why the hub can never read it, as a part of a sentence, where that is so
 * @throws ClusterFailure if it does not answer now, or nowhere that is known
 */
export async function answering(
  asked: Asked,
  at: ServicePort,
  likely = '',
): Promise<Answering | string> {
  const prefixes = [...new Set([routePrefix(likely), '', MONITOR_PROMETHEUS.routePrefix])];
  for (const prefix of prefixes) {
    const { status, body } = await asked.get(`${proxyTo(at).path}${prefix}/-/ready`);
    const text = typeof body === 'string' ? body : '';
    if (status === 200 && READY.test(text)) return { scheme: at.scheme, prefix };
    if (status === 200) return 'what answers is no Prometheus server';
    if (status === 400 && WANTS_TLS.test(text) && at.scheme !== 'https') {
      return answering(asked, { ...at, scheme: 'https' }, likely);
    }
    // The API server speaks in Status objects, what stands behind its proxy does not.
    if (statusOf(body)) throw refusal('GET', proxyTo(at).path, status, body);
    if (status === 401 || status === 403) {
      return `it asks for a login (${status}), and none gets through the API server's proxy`;
    }
    // Another prefix may be the right one; any other answer is the same for all of them.
    if (status !== 404) throw refusal('GET', proxyTo(at).path, status, body);
  }
  const places = prefixes.map((prefix) => prefix || '/').join(' nor ');
  throw new ClusterFailure('not-found', `it answers neither below ${places}`);
}

/** An Operator's `routePrefix` as the fleet file has it. */
function routePrefix(prefix: string): string {
  const bare = prefix.replace(/\/+$/, '');
  return checkRoutePrefix(bare) === undefined ? bare : '';
}

/** Time in which a job has to have been scraped. */
const RECENT_S = 3600;
const MOST_JOBS = 500;

const jobValues = z.object({ data: z.array(z.string()) });

/**
 * The names of the jobs that a Prometheus scrapes.
 *
 * https://prometheus.io/docs/prometheus/latest/querying/api/#querying-label-values
 *
 * @throws ClusterFailure if it does not tell
 */
export async function jobsOf(asked: Asked, base: string): Promise<string[]> {
  const start = String(Math.floor(Date.now() / 1000) - RECENT_S);
  const query = new URLSearchParams({ 'match[]': 'up', start, limit: String(MOST_JOBS) });
  const found = await asked.find(`${base}/api/v1/label/job/values?${query}`, jobValues);
  return (found?.data ?? []).slice(0, MOST_JOBS).sort();
}

const vector = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

/** How many series a Prometheus scrapes in all; undefined if it does not tell. */
export async function seriesOf(asked: Asked, base: string): Promise<number | undefined> {
  const query = new URLSearchParams({ query: 'sum(scrape_samples_post_metric_relabeling)' });
  const found = await ifTold(asked.find(`${base}/api/v1/query?${query}`, vector));
  const value = Number(found?.data.result[0]?.value[1]);
  return Number.isFinite(value) ? value : undefined;
}

const configuration = z.object({ data: z.object({ yaml: z.string() }) });
const globalSection = z.object({
  global: z.object({ external_labels: z.record(z.string(), z.unknown()) }),
});

/**
 * The names of a Prometheus's external labels; none if it does not tell. The rest of the
 * configuration may hold secrets: it is neither parsed nor kept.
 */
export async function externalLabels(asked: Asked, base: string): Promise<string[]> {
  const { body } = (await ifTold(asked.get(`${base}/api/v1/status/config`))) ?? {};
  const text = configuration.safeParse(body).data?.data.yaml ?? '';
  const [section = ''] = /^global:\n(?:[ \t].*\n|\n)*/m.exec(text) ?? [];
  try {
    return Object.keys(globalSection.parse(parse(section)).global.external_labels);
  } catch {
    return [];
  }
}
