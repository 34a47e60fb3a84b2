import { type Diagnostic, error } from '../../diagnostics';
import { accepts, type Matcher, selectorMatchers } from '../../language/vector-selector';
import type { Member } from '../../model/types';
import { memberJobs } from './member-jobs';

/**
 * Problems with what is fetched from a member: a matcher for a job the member does not have
 * matches nothing, and says so nowhere.
 */
export function checkMatch(member: Member): Diagnostic[] {
  const { existing, job, place, name } = member;
  if (existing && existing.jobs.length === 0) {
    return job.match ? [] : [nothingToDerive(member)];
  }
  if (!job.match) return [];
  const jobs = memberJobs(member);
  return job.match.flatMap((selector, index) =>
    selectorMatchers(selector)
      .filter((matcher) => matcher.name === 'job' && !reaches(matcher, jobs))
      .map(({ value }) => {
        const message = `names a job that "${name}" does not have, found "${value}", its jobs are ${jobs.join(', ')}`;
        return error('unknown-job', place('federation', 'match', index), message);
      }),
  );
}

function reaches(matcher: Matcher, jobs: readonly string[]): boolean {
  if (matcher.op.startsWith('!')) return true;
  // The empty value stands for series without a job, such as those of recording rules.
  return ['', ...jobs].some((job) => accepts(matcher, job));
}

function nothingToDerive({ place }: Member): Diagnostic {
  return error(
    'no-match',
    place('monitor', 'existing'),
    'no match can be derived, found neither jobs nor federation.match, list the jobs of this Prometheus under jobs',
  );
}
