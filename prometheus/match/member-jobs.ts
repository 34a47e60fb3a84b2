import type { Member } from '../../model/types';
import { scrapeJobs, seriesJobs } from '../jobs';

/** Every job whose series a member can have, an existing Prometheus's as its owner lists them. */
export function memberJobs({ monitor, existing }: Member): string[] {
  if (!monitor) return [...(existing?.jobs ?? [])];
  const all = [
    ...seriesJobs(scrapeJobs(monitor), monitor),
    ...monitor.federateFrom.map(({ name }) => name),
    ...monitor.scrapeConfigs.map(({ job_name }) => job_name),
    ...monitor.jobs,
  ];
  return [...new Set(all)];
}
