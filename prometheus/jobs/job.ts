import type { MetricRelabelings } from '../../model/types';
import { forcedJob } from '../relabel/job-claims';
import type { RelabelConfig, ScrapeConfig } from '../types';

/** A scrape job that promfleet writes. */
export interface Job<Of> {
  readonly name: string;
  /**
   * The job that its series are of.
   *
   * @default - its name
   */
  readonly series?: string;
  /** Whether a Prometheus has it. */
  readonly exists: (of: Of) => boolean;
  /** Everything but its name, given the names of all jobs, those of their series included. */
  readonly config: (of: Of, names: readonly string[]) => Omit<ScrapeConfig, 'job_name'>;
}

/** Of a job that no setting switches off. */
export const always = () => true;

/** The names of those jobs that exist. */
export function jobNames<Of>(jobs: readonly Job<Of>[], of: Of): string[] {
  return jobs.filter(({ exists }) => exists(of)).map(({ name }) => name);
}

/** The jobs that the series of those jobs are of that exist. */
export function seriesJobs<Of>(jobs: readonly Job<Of>[], of: Of): string[] {
  const all = jobs.filter(({ exists }) => exists(of)).map(({ name, series = name }) => series);
  return [...new Set(all)];
}

/**
 * The scrape configs of those jobs that exist.
 *
 * None follows redirects: no target of ours needs it, and one that redirects would choose for
 * Prometheus whom it asks, and on the same host have the bearer token sent again.
 *
 * @param relabelings - the user's rules for what they bring, by their names
 */
export function scrapeConfigs<Of>(
  jobs: readonly Job<Of>[],
  of: Of,
  relabelings: MetricRelabelings = {},
): ScrapeConfig[] {
  const names = [...new Set([...jobNames(jobs, of), ...seriesJobs(jobs, of)])];
  return jobs
    .filter(({ exists }) => exists(of))
    .map(({ name, config }) => ({
      job_name: name,
      follow_redirects: false,
      ...relabelled(config(of, names), name, Object.hasOwn(relabelings, name) && relabelings[name]),
    }));
}

/**
 * Puts the user's rules before ours, so that whatever they make of a sample, ours hold: no target
 * speaks for another job, and no label says that a series is for the hub. Where targets cannot name
 * their job, the user's rules cannot let them: a `labelmap` of `exported_(.+)` would.
 */
function relabelled(
  config: Omit<ScrapeConfig, 'job_name'>,
  name: string,
  rules: MetricRelabelings[string] | undefined | false,
): Omit<ScrapeConfig, 'job_name'> {
  if (!rules || rules.length === 0) return config;
  const { honor_labels, metric_relabel_configs: ours = [] } = config;
  const forced = honor_labels ? [] : [forcedJob(name)];
  return {
    ...config,
    metric_relabel_configs: [...(rules as readonly RelabelConfig[]), ...forced, ...ours],
  };
}
