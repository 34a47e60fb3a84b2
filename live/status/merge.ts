import { withoutUrl } from './scrape-error';
import type { JobState, MergedJob, ReplicaAnswer } from './types';

/** A member's job over the replicas of the hub: it is up if any of them sees it. */
export function mergedJob(cluster: string, answers: readonly ReplicaAnswer[]): MergedJob {
  const seen = answers.map(({ pod, at, jobs }) => {
    const state = jobs.get(cluster);
    const age = state?.lastScrape === undefined ? undefined : Math.max(0, at - state.lastScrape);
    return { pod, state, age };
  });
  const [best] = seen
    .filter(({ state }) => state !== undefined)
    .sort((a, b) => rank(b.state) - rank(a.state) || (a.age ?? Infinity) - (b.age ?? Infinity));
  const differing = best?.state?.up
    ? seen.filter(({ state }) => !state?.up).map(({ pod, state }) => ({ pod, says: says(state) }))
    : [];
  return { state: best?.state, age: best?.age, differing };
}

/** Jobs of clusters that are not among these, by name. */
export function unknownJobs(
  clusters: ReadonlySet<string>,
  answers: readonly ReplicaAnswer[],
): string[] {
  const jobs = new Set(answers.flatMap((answer) => [...answer.jobs.keys()]));
  return [...jobs].filter((job) => !clusters.has(job)).sort();
}

const rank = (state: JobState | undefined) =>
  state?.up === true ? 2 : state?.up === false ? 1 : 0;

function says(state: JobState | undefined): string {
  if (!state) return 'has no job for it';
  return state.up === undefined ? 'has not scraped it yet' : withoutUrl(state.lastError);
}
