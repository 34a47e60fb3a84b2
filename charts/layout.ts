/*
 * What lies where below the output directory, and which of it is promfleet's: hub/*.k8s.yaml and
 * clusters/<name>/*.k8s.yaml, and a Kustomization beside each. Nobody else knows.
 */

const SUFFIX = '.k8s.yaml';
const HUB = 'hub';
const CLUSTERS = 'clusters';

/**
 * One of the three names that kustomize knows. The others end as manifests do, and `kubectl apply -f`
 * of a directory would take such a file for an object of a kind that no cluster has.
 */
const KUSTOMIZATION = 'Kustomization';

/** Files of the hub. */
export const HUB_FILES = {
  namespace: hubFile('00-namespace'),
  server: hubFile('hub'),
  config: hubFile('prometheus-config'),
  federation: hubFile('federation'),
  inventory: hubFile('inventory'),
  alertmanager: hubFile('alertmanager'),
  dashboards: hubFile('dashboards'),
  grafana: hubFile('grafana'),
  login: hubFile('login'),
  drillDown: hubFile('drill-down'),
} as const;

/**
 * Files of a member.
 *
 * `kubectl apply -f DIRECTORY` goes through files by name and does not sort objects, so that the
 * namespace has to come first: on an empty cluster all others would be refused. The digest of all
 * others comes last, so that who has it has been through them.
 */
export function memberFiles(cluster: string) {
  const file = (name: string) => `${CLUSTERS}/${cluster}/${name}${SUFFIX}`;
  return {
    namespace: file('00-namespace'),
    access: file('access'),
    monitor: file('monitor'),
    config: file('prometheus-config'),
    rules: file('prometheus-rules'),
    rollout: file('rollout'),
  };
}

/**
 * Directories with files of promfleet's, given the names of those in a directory.
 *
 * @param list - names of the directories in a directory, by its path; none where it is not there
 */
export function ownDirectories(list: (directory: string) => readonly string[]): string[] {
  return [HUB, ...list(CLUSTERS).map((name) => `${CLUSTERS}/${name}`)];
}

/** Whether a file in one of those directories is promfleet's. */
export const isOwnFile = (name: string) => name.endsWith(SUFFIX) || name === KUSTOMIZATION;

/** Path of the file that lists the others of a directory, given one of them. */
export const kustomizationBeside = (path: string) =>
  `${path.slice(0, path.lastIndexOf('/') + 1)}${KUSTOMIZATION}`;

/**
 * Paths of files that do the same for those who wrote them: kustomize takes only one of a directory,
 * and theirs stays.
 */
export const yieldsTo = (path: string): string[] =>
  path.endsWith(`/${KUSTOMIZATION}`)
    ? ['kustomization.yaml', 'kustomization.yml'].map(
        (name) => path.slice(0, -KUSTOMIZATION.length) + name,
      )
    : [];

/** Name of the Helm template that gives what a file holds. */
export const templateName = (path: string) => chartId(path).replace(/^\d+-/, '');

/** Id of the chart of a file: charts are in the order of their files by their ids as well. */
export const chartId = (path: string) => path.slice(path.lastIndexOf('/') + 1, -SUFFIX.length);

function hubFile(name: string): string {
  return `${HUB}/${name}${SUFFIX}`;
}
