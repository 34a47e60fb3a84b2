import type { RelabelConfig } from '../types';
import { escaped } from './forced-label';

/*
 * What becomes of the job that samples name themselves, in jobs with `honor_labels`. Metric
 * relabelling does not touch the series that Prometheus adds about a scrape, such as `up`.
 */

/** Gives every sample one job, whatever it says. */
export function forcedJob(job: string): RelabelConfig {
  return { target_label: 'job', replacement: job };
}

/**
 * Lets samples name their job, but none of these: a claim to be of another job of the same
 * Prometheus moves to `exported_job`, and so nobody can write `up{job="kubernetes-nodes"}`.
 *
 * @param job - what samples that claim such a job, or none, get instead
 */
export function refusedJobs(taken: readonly string[], job: string): RelabelConfig[] {
  const regex = taken.map(escaped).join('|');
  return [
    // Keeps the claim aside.
    { source_labels: ['job'], regex: `(${regex})`, target_label: 'exported_job' },
    // Takes it away; an empty claim would be a series without a job.
    { source_labels: ['job'], regex: `(?:${regex})?`, target_label: 'job', replacement: job },
  ];
}
