import type { ClusterEntry } from '../../inventory/schema/fleet';
import { accepts, type Matcher, selectorMatchers } from '../../language/vector-selector';
import { memberJobs } from '../jobs';
import { type ModelProblem, settingPaths } from '../problem';

/**
 * Problems with what is fetched from a member: a matcher for a job the member does not have
 * matches nothing, and says so nowhere.
 */
export function checkMatch(cluster: ClusterEntry, index: number): ModelProblem[] {
  const { existing } = cluster.monitor ?? {};
  const match = cluster.federation?.match;
  if (existing && !existing.jobs?.length) return match ? [] : [nothingToDerive(index)];
  const jobs = memberJobs(cluster.monitor);
  return (match ?? []).flatMap((selector, at) =>
    selectorMatchers(selector)
      .filter((matcher) => matcher.name === 'job' && !reaches(matcher, jobs))
      .map(({ value }) => ({
        paths: settingPaths(index, 'federation', 'match', at),
        message: `names a job that "${cluster.name}" does not have, found "${value}", its jobs are ${jobs.join(', ')}`,
      })),
  );
}

function reaches(matcher: Matcher, jobs: readonly string[]): boolean {
  if (matcher.op.startsWith('!')) return true;
  // The empty value stands for series without a job, such as those of recording rules.
  return ['', ...jobs].some((job) => accepts(matcher, job));
}

function nothingToDerive(index: number): ModelProblem {
  return {
    paths: settingPaths(index, 'monitor', 'existing'),
    message:
      'no match can be derived, found neither jobs nor federation.match, list the jobs of this Prometheus under jobs',
  };
}
