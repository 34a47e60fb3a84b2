import { formatPath, type Path } from '../diagnostics';
import { checkGroups } from './check-groups';
import type { Origin } from './composed';
import type { Complaint } from './explain';

/**
 * Checks of names that span more than one value: unique clusters, labels that would clash. They
 * look at the data before it is known to have the right shape, so that one run reports everything.
 */
export function checkNames(data: unknown, originOf: (path: Path) => Origin): Complaint[] {
  const hub = at(data, 'hub');
  const given = at(hub, 'clusterLabel');
  const clusterLabel = typeof given === 'string' ? given : 'cluster';
  const complaints: Complaint[] = [];
  if (isReserved(clusterLabel) || OF_ALERTS.has(clusterLabel)) {
    complaints.push({
      code: 'reserved-label',
      path: ['hub', 'clusterLabel'],
      at: 'value',
      message: `the label ${clusterLabel} has a meaning of its own, write another, such as cluster`,
    });
  }
  complaints.push(
    ...duplicates(list(at(data, 'clusters')), ['clusters'], 'name', originOf),
    ...labelsIn(at(hub, 'federateFrom'), ['hub', 'federateFrom'], clusterLabel),
    ...clashes(at(hub, 'externalLabels'), ['hub', 'externalLabels'], clusterLabel),
    ...shared(at(data, 'defaults'), ['defaults'], clusterLabel),
    ...checkGroups(data),
  );
  for (const [name, group] of Object.entries(map(at(data, 'groups')))) {
    complaints.push(...shared(group, ['groups', name], clusterLabel));
  }
  for (const [index, cluster] of list(at(data, 'clusters')).entries()) {
    complaints.push(...shared(cluster, ['clusters', index], clusterLabel));
  }
  return complaints;
}

/** The keys that `defaults`, groups and clusters share. */
function shared(entry: unknown, path: Path, clusterLabel: string): Complaint[] {
  return [
    ...clashes(at(entry, 'labels'), [...path, 'labels'], clusterLabel),
    ...clashes(
      at(at(entry, 'monitor'), 'externalLabels'),
      [...path, 'monitor', 'externalLabels'],
      clusterLabel,
    ),
    ...labelsIn(
      at(at(entry, 'monitor'), 'federateFrom'),
      [...path, 'monitor', 'federateFrom'],
      clusterLabel,
    ),
  ];
}

const labelsIn = (entries: unknown, path: Path, clusterLabel: string): Complaint[] =>
  list(entries).flatMap((entry, index) =>
    clashes(at(entry, 'labels'), [...path, index, 'labels'], clusterLabel),
  );

function clashes(labels: unknown, path: Path, clusterLabel: string): Complaint[] {
  if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) return [];
  return Object.keys(labels).flatMap((name): Complaint[] => {
    const why = labelClash(name, clusterLabel);
    const message = `${why}, write another name`;
    return why ? [{ code: 'reserved-label', path: [...path, name], at: 'key', message }] : [];
  });
}

/** Why a member cannot have a label of this name, if it cannot. */
export function labelClash(name: string, clusterLabel: string): string | undefined {
  if (name === clusterLabel)
    return `the label ${name} clashes with the cluster label, which promfleet sets`;
  if (name === `exported_${clusterLabel}`) {
    return `the label ${name} clashes with the one that keeps a member's own ${clusterLabel}`;
  }
  return isReserved(name) ? `the label ${name} has a meaning of its own` : undefined;
}

const RESERVED = new Set(['job', 'instance', 'le', 'quantile']);

/** Labels that tell what an alert of a member is about. */
export const WHAT_OF_A_MEMBER: readonly string[] = [
  ...['node', 'device', 'mountpoint', 'master', 'condition', 'verb', 'operation', 'resource'],
  ...['namespace', 'pod', 'container', 'reason', 'phase', 'job_name', 'resourcequota'],
  ...['deployment', 'statefulset', 'daemonset', 'horizontalpodautoscaler'],
  ...['persistentvolume', 'persistentvolumeclaim'],
];

/** Labels that the hub's alerts have, or join series by: a member's name there would break them. */
const OF_ALERTS = new Set([
  ...[
    'alertname',
    'alertstate',
    'severity',
    'name',
    'config',
    'scrape_job',
    'counter',
    'rule_group',
    'alertmanager',
    'integration',
    'mechanism',
    'drill',
    'alert',
    'type',
    'digest',
  ],
  'prometheus_replica',
  ...WHAT_OF_A_MEMBER,
]);

/**
 * Prometheus keeps `__` for itself; promfleet marks its own targets with `promfleet_`, and what is
 * federated with `promfleet`.
 */
const isReserved = (name: string) => /^(__|promfleet(_|$))/.test(name) || RESERVED.has(name);

/** Entries whose `key` stood in an earlier entry, each naming the place of the first. */
function duplicates(
  entries: readonly unknown[],
  path: Path,
  key: string,
  originOf: (path: Path) => Origin,
): Complaint[] {
  const first = new Map<string, number>();
  return entries.flatMap((entry, index): Complaint[] => {
    const name = at(entry, key);
    if (typeof name !== 'string') return [];
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, index);
      return [];
    }
    const own = [...path, index, key];
    const place = otherPlace(originOf([...path, earlier, key]), originOf(own));
    const message = `the name ${JSON.stringify(name)} is taken by ${place}, write another`;
    return [{ code: 'duplicate-name', path: own, at: 'value', message }];
  });
}

/** Where a key of another entry stands, as it is said in the same file or in another. */
function otherPlace({ document, path }: Origin, here: Origin): string {
  const { line, col } = document.locate(path);
  const entry = formatPath(path.slice(0, -1));
  return document === here.document
    ? `${entry} on line ${line}`
    : `${entry} at ${document.name}:${line}:${col}`;
}

const map = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
