import { type Diagnostic, error } from '../../diagnostics';
import { acceptor, selectorMatchers } from '../../language/vector-selector';
import type { Fleet, Member } from '../../model/types';
import { memberJobs } from './member-jobs';

/**
 * Problems with what is fetched from members: a matcher for a job the member does not have matches
 * nothing, and says so nowhere.
 */
export function checkMatches({ members }: Fleet): Diagnostic[] {
  // Thousands of members share a few selectors.
  const parsed = new Map<string, JobMatcher[]>();
  const jobMatchers = (selector: string) => {
    const known = parsed.get(selector) ?? parse(selector);
    parsed.set(selector, known);
    return known;
  };
  return members.flatMap((member) => checkMatch(member, jobMatchers));
}

/** A condition of a selector on the label `job`. */
interface JobMatcher {
  readonly value: string;
  /** Whether it takes series of one of these jobs, or series without one. */
  readonly reaches: (jobs: readonly string[]) => boolean;
}

function parse(selector: string): JobMatcher[] {
  return selectorMatchers(selector)
    .filter(({ name, op }) => name === 'job' && !op.startsWith('!'))
    .map((matcher) => {
      const accepts = acceptor(matcher);
      // The empty value stands for series without a job, such as those of recording rules.
      return { value: matcher.value, reaches: (jobs) => accepts('') || jobs.some(accepts) };
    });
}

function checkMatch(
  member: Member,
  jobMatchers: (selector: string) => readonly JobMatcher[],
): Diagnostic[] {
  const { existing, job, place, name } = member;
  if (existing && existing.jobs.length === 0) return job.match ? [] : [nothingToDerive(member)];
  if (!job.match) return [];
  const jobs = memberJobs(member);
  return job.match.flatMap((selector, index) =>
    jobMatchers(selector)
      .filter(({ reaches }) => !reaches(jobs))
      .map(({ value }) => {
        const message = `names a job that "${name}" does not have, found "${value}", its jobs are ${jobs.join(', ')}`;
        return error('unknown-job', place('federation', 'match', index), message);
      }),
  );
}

function nothingToDerive({ place }: Member): Diagnostic {
  return error(
    'no-match',
    place('monitor', 'existing'),
    'no match can be derived, found neither jobs nor federation.match, list the jobs of this Prometheus under jobs',
  );
}
