import { durationMs } from '../../../language/duration';
import { lifetimeOf, spoken } from '../../credentials/credential';
import { otherSubject } from '../../credentials/standing';
import { STALE_AFTER } from '../../status/attention';
import { isEnding } from '../../status/credentials';
import { explain, withoutUrl } from '../../status/scrape-error';
import type { Patient } from '../patient';
import type { Outcome } from '../types';
import { broken, hubSays, ok, unknown } from './outcome';

/** What the hub presents. */
export async function credential({ hub, member, notes }: Patient): Promise<Outcome> {
  const { credential } = await hub;
  if ('failure' in credential) {
    notes.add(credential.failure);
    return unknown('the Secret of the hub could not be read');
  }
  const { status, contents } = credential;
  const { type, secret, problem, daysLeft } = status;
  if (!contents) return broken('credential-missing', problem);
  if (problem || !lifetimeOf(contents))
    return broken('credential-unusable', problem ?? `Secret ${secret}`);
  const other = otherSubject(member, contents);
  if (other !== undefined) {
    return broken('credential-of-another', `Secret ${secret} has one of ${other}`);
  }
  const days = daysLeft === 1 ? '1 day' : `${daysLeft} days`;
  const life = daysLeft === undefined ? '' : daysLeft < 0 ? ', expired' : `, ${days} left`;
  return ok(`${type} of Secret ${secret}${life}`);
}

/** What the hub's Prometheus asks, and when it did so last. */
export async function job({ hub, member, notes }: Patient): Promise<Outcome> {
  const { job, credential } = await hub;
  if ('failure' in job) {
    notes.add(job.failure);
    return unknown('the Prometheus of the hub could not be asked');
  }
  const { state, age } = job;
  if (!state) return broken('job-missing', `the Prometheus of the hub has no job ${member.name}`);
  const url = `https://${member.job.target}${member.job.path}`;
  if (withoutQuery(state.url) !== withoutQuery(url)) {
    return broken(
      'job-outdated',
      `the hub asks ${withoutQuery(state.url)}`,
      `the fleet file says ${url}`,
    );
  }
  if (state.up === undefined || age === undefined) return unknown('it was not scraped yet');
  const ago = `${spokenAge(age)} ago`;
  if (age > STALE_AFTER * durationMs(member.job.interval)) {
    return broken(
      'job-stalled',
      `it was scraped ${ago}, and its interval is ${member.job.interval}`,
    );
  }
  if (state.up) return ok(`up, asked ${ago}`);
  const said = withoutUrl(state.lastError);
  if (explain(state.lastError).code === 'credential-missing') {
    const isThere = 'contents' in credential && credential.contents !== undefined;
    return broken(isThere ? 'credential-not-mounted' : 'credential-missing', hubSays(said));
  }
  return ok(`down, asked ${ago}: ${said}`);
}

/** Whether the hub fares as this machine does. */
export async function agreement({ hub }: Patient): Promise<Outcome> {
  const { job } = await hub;
  if ('failure' in job || job.state?.up === undefined) return unknown('nothing to compare with');
  if (job.state.up) return ok('the same request goes well there');
  return broken('hub-differs', hubSays(withoutUrl(job.state.lastError)));
}

/**
 * When a credential that works ends, if that is soon.
 *
 * @param withinMs - before its end; absent: as the hub's alert has it
 */
export async function ending({ hub }: Patient, withinMs?: number): Promise<string | undefined> {
  const { credential } = await hub;
  const status = 'status' in credential ? credential.status : undefined;
  if (!status?.expires || !isEnding(status, Date.now(), withinMs)) return undefined;
  return `in ${spoken(Date.parse(status.expires) - Date.now())}, at ${status.expires}`;
}

/** In one form for all ways to write it: Prometheus leaves a default port out. */
function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

const spokenAge = (ms: number) => (ms < 120_000 ? `${Math.round(ms / 1000)} s` : spoken(ms));
