import { type Diagnostic, error } from '../../diagnostics';
import { nearest } from '../../language/nearest';
import { CONTROL_PLANE, CONTROL_PLANE_KEYS } from '../../model/components/control-plane';
import type { Fleet, Member } from '../../model/types';
import { FIXED_JOBS, jobNames, scrapeJobs } from './index';

/** Jobs that `metricRelabelings` can be about. */
export const BUILT_IN_JOBS: readonly string[] = [
  ...FIXED_JOBS,
  ...CONTROL_PLANE_KEYS.map((key) => CONTROL_PLANE[key].job),
];

/** Rules for a scrape job that there is not, which would do nothing in silence. */
export const checkMetricRelabelings = ({ members }: Fleet): Diagnostic[] =>
  members.flatMap(ofMember);

function ofMember({ name, monitor, place }: Member): Diagnostic[] {
  const asked = Object.keys(monitor?.metricRelabelings ?? {});
  if (!monitor || asked.length === 0) return [];
  const jobs = jobNames(scrapeJobs(monitor), monitor);
  return asked.flatMap((job) => {
    if (jobs.includes(job)) return [];
    const path = place('monitor', 'metricRelabelings', job);
    const known = BUILT_IN_JOBS.includes(job);
    // What others inherit is for those of them that have the job.
    if (known && path[0] !== 'clusters') return [];
    const near = known ? undefined : nearest(job, jobs);
    const right =
      near === undefined ? `its built-in jobs are ${jobs.join(', ')}` : `write "${near}"`;
    const message = `rules for a job that "${name}" does not have, found "${job}", ${right}`;
    return [error('unknown-job', path, message)];
  });
}
