import { type Diagnostic, error, type Path } from '../../diagnostics';
import type { Additions, Fleet, Hub, Member, Placed } from '../../model/types';
import { HUB_JOBS, jobNames, scrapeJobs } from './index';

/** Scrape jobs of one name in one Prometheus, which then refuses its whole configuration. */
export function checkJobNames({ hub, members }: Fleet): Diagnostic[] {
  const ofHub = hubJobNames(hub);
  return [
    ...duplicates([...builtIn(jobNames(HUB_JOBS, hub)), ...added(hub, hub, [])]),
    ...members.flatMap((member) => [...takenByHub(member, ofHub), ...ofMember(member)]),
  ];
}

/** Names of the hub's own scrape jobs, which no cluster can have: its name is its job's. */
export const hubJobNames = (hub: Hub): string[] => [
  ...jobNames(HUB_JOBS, hub),
  ...added(hub, hub, []).map(({ name }) => name),
];

/** A named job; without a path it is built in and cannot be the one to blame. */
interface Named {
  readonly name: string;
  readonly path: Path | undefined;
}

const builtIn = (names: readonly string[]): Named[] =>
  names.map((name) => ({ name, path: undefined }));

function added(
  { federateFrom, scrapeConfigs }: Additions,
  { place }: Placed,
  section: Path,
): Named[] {
  return [
    ...federateFrom.map(({ name }, index) => ({
      name,
      path: place(...section, 'federateFrom', index),
    })),
    ...scrapeConfigs.map(({ job_name }, index) => ({
      name: job_name,
      path: place(...section, 'scrapeConfigs', index, 'job_name'),
    })),
  ];
}

function ofMember(member: Member): Diagnostic[] {
  const { monitor } = member;
  if (!monitor || monitor.federateFrom.length + monitor.scrapeConfigs.length === 0) return [];
  return duplicates([
    ...builtIn(jobNames(scrapeJobs(monitor), monitor)),
    ...added(monitor, member, ['monitor']),
  ]);
}

function takenByHub({ name, place }: Member, ofHub: readonly string[]): Diagnostic[] {
  if (!ofHub.includes(name)) return [];
  const message = `the hub has a scrape job of this name, found "${name}", use another name`;
  return [error('duplicate-name', place('name'), message)];
}

function duplicates(jobs: readonly Named[]): Diagnostic[] {
  const seen = new Map<string, Named>();
  return jobs.flatMap((job) => {
    const first = seen.get(job.name);
    if (!first) seen.set(job.name, job);
    if (!first || !job.path) return [];
    const owner = first.path ? 'another' : 'a built-in one';
    const message = `scrape job names are unique, found "${job.name}", which ${owner} has, use another name`;
    return [error('duplicate-name', job.path, message)];
  });
}
