import type { Member } from '../../model/types';
import { federationJob } from '../../prometheus/jobs/federation';
import { hubsWay } from './place';

/** The path and query of the hub's request, below the server's own path. */
export function federationRequest(member: Member, match: readonly string[]): string {
  const { params, metrics_path: path = '' } = federationJob(member.job, match);
  const query = new URLSearchParams();
  for (const [key, values] of Object.entries(params ?? {})) {
    for (const value of values) query.append(key, value);
  }
  const { pathname } = new URL(hubsWay(member).server);
  return `${path.slice(pathname.replace(/\/$/, '').length)}?${query}`;
}

/** How a sample begins: its name, then labels or a value. */
const SAMPLE = /^(?:[a-zA-Z_:][\w:]*(?:\{| [-+]?(?:\d|NaN|Inf))|\{")/;
/** Of the first line, as much as tells. */
const BEGINNING = 1000;

/** Lines of Prometheus's text format that are samples; none of a page of another kind, such as a login. */
export function samplesIn(body: unknown): number {
  if (typeof body !== 'string') return 0;
  let samples = 0;
  for (let from = 0; from < body.length; ) {
    const end = body.indexOf('\n', from);
    const next = end < 0 ? body.length : end;
    if (next > from && body[from] !== '#') {
      if (samples === 0 && !SAMPLE.test(body.slice(from, from + BEGINNING))) return 0;
      samples += 1;
    }
    from = next + 1;
  }
  return samples;
}

/** The newest time of the samples of an answer, in milliseconds since 1970. */
export function newestIn(body: string): number | undefined {
  let newest: number | undefined;
  for (const [, time] of body.matchAll(/ (\d{13})$/gm)) {
    newest = Math.max(newest ?? 0, Number(time));
  }
  return newest;
}
