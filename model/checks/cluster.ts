import type { ClusterEntry, FleetFile } from '../../inventory/schema/fleet';
import { SCRAPE_INTERVAL } from '../defaults';
import { builtInJobs } from '../jobs';
import { type ModelProblem, settingPaths } from '../problem';
import { hubJobs } from './hub';
import { duplicates, type Listed } from './lists';
import { checkMatch } from './match';
import { checkScrapeTimes, exceeds, tooLong } from './times';

/** What only shows once defaults are merged: clashes, and times that do not fit each other. */
export function checkCluster(
  cluster: ClusterEntry,
  index: number,
  file: FleetFile,
): ModelProblem[] {
  return [
    ...checkName(cluster, index, file),
    ...checkTimes(cluster, index),
    ...checkMatch(cluster, index),
    ...(cluster.monitor?.existing
      ? checkBesideExisting(file, index)
      : checkMonitor(cluster, index, file)),
  ];
}

function checkName(cluster: ClusterEntry, index: number, file: FleetFile): ModelProblem[] {
  if (!hubJobs(file).includes(cluster.name)) return [];
  const message = `the hub has a scrape job of this name, found "${cluster.name}", use another name`;
  return [{ paths: [['clusters', index, 'name']], message }];
}

/** Settings of a monitor that is not deployed; those of `defaults` are for the other clusters. */
function checkBesideExisting(file: FleetFile, index: number): ModelProblem[] {
  const own = Object.keys(file.clusters[index]?.monitor ?? {});
  return own
    .filter((key) => key !== 'existing' && key !== 'release')
    .map((key) => ({
      paths: [['clusters', index, 'monitor', key]],
      message: `nothing is deployed beside an existing Prometheus, found ${key}, leave it out`,
    }));
}

function checkTimes({ federation, monitor }: ClusterEntry, index: number): ModelProblem[] {
  const pairs = [
    ['federation', 'timeout', federation?.timeout, federation?.interval ?? '15s'],
    [
      'monitor',
      'scrapeTimeout',
      monitor?.scrapeTimeout,
      monitor?.scrapeInterval ?? SCRAPE_INTERVAL,
    ],
  ] as const;
  return pairs.flatMap(([section, key, timeout, interval]) =>
    exceeds(timeout, interval)
      ? [{ paths: settingPaths(index, section, key), message: tooLong(timeout, interval) }]
      : [],
  );
}

function checkMonitor(cluster: ClusterEntry, index: number, file: FleetFile): ModelProblem[] {
  const {
    scrapeConfigs = [],
    federateFrom = [],
    rules = [],
    scrapeInterval,
  } = cluster.monitor ?? {};
  const inherited = file.defaults?.monitor;
  const listed = (key: 'scrapeConfigs' | 'federateFrom' | 'rules', position: number) => {
    const before = inherited?.[key]?.length ?? 0;
    const own = file.clusters[index]?.monitor?.[key] !== undefined;
    return own && position >= before
      ? ['clusters', index, 'monitor', key, position - before]
      : ['defaults', 'monitor', key, position];
  };
  const jobs: Listed[] = [
    ...builtInJobs(cluster.monitor).map((name) => ({ name, path: undefined })),
    ...federateFrom.map(({ name = 'federate' }, at) => ({
      name,
      path: listed('federateFrom', at),
    })),
    ...scrapeConfigs.map(({ job_name }, at) => ({
      name: job_name,
      path: [...listed('scrapeConfigs', at), 'job_name'],
    })),
  ];
  const groups = rules.map(({ name }, at) => ({ name, path: [...listed('rules', at), 'name'] }));
  return [
    ...duplicates(jobs, 'scrape job'),
    ...duplicates(groups, 'rule group'),
    ...scrapeConfigs.flatMap((config, at) =>
      checkScrapeTimes(config, scrapeInterval ?? SCRAPE_INTERVAL, listed('scrapeConfigs', at)),
    ),
  ];
}
