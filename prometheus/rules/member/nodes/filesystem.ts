import type { MemberAlert, MemberGroup, Recording } from '../group';
import { byNode } from '../nodes-of';
import { AND, recorded } from '../promql';
import type { Sources } from '../sources';

/** What a filesystem has a limited number of. Some have no limit of files: both are 0 there. */
const SPACE = { free: 'node_filesystem_avail_bytes', all: 'node_filesystem_size_bytes' };
const FILES = { free: 'node_filesystem_files_free', all: 'node_filesystem_files' };
type Resource = typeof SPACE;

/** Further matchers of what is stored on the node itself, and so is there once. */
const LOCAL = 'fstype!~"tmpfs|ramfs|nfs.*|cifs|smb.*|ceph|fuse.*"';

const HOUR = 3600;

const select = ({ nodeExporter }: Sources, metric: string, more = '') =>
  `${metric}{${[nodeExporter, 'fstype!="", mountpoint!=""', ...(more ? [more] : [])].join(', ')}}`;

const free = (sources: Sources, { free, all }: Resource) =>
  `${select(sources, free)} / ${select(sources, all)}`;

/** One that is read-only is full by design, or says nothing anybody could change. */
const writable = (sources: Sources) => `${select(sources, 'node_filesystem_readonly')} == 0`;

/** The exporter's pod and address are nobody's concern: a new one is no new alert. */
const where = (sources: Sources, condition: string) =>
  byNode(sources, 'min', condition, ['device', 'mountpoint']);

const low = (resource: Resource) => (sources: Sources, threshold: number) =>
  where(sources, `${free(sources, resource)} < ${threshold} ${AND} ${writable(sources)}`);

/** Of which less than `threshold` is free, and nothing will be in so many hours, as the last 6 went. */
const fillingUp = (resource: Resource, hours: number) => (sources: Sources, threshold: number) => {
  const then = `predict_linear(${select(sources, resource.free)}[6h], ${hours * HOUR})`;
  return where(
    sources,
    `${free(sources, resource)} < ${threshold} and ${then} < 0 ${AND} ${writable(sources)}`,
  );
};

/** Some are mounted at several places. */
const bytes = (sources: Sources, metric: string) =>
  `sum by (node) (${byNode(sources, 'max', select(sources, metric, LOCAL), ['device'])})`;

const USED = 'node:node_filesystem_utilisation:max';
const SIZE = 'node:node_filesystem_size_bytes:sum';
const AVAILABLE = 'node:node_filesystem_avail_bytes:sum';

const RECORDS: readonly Recording[] = [
  // Of the fullest filesystem.
  {
    record: USED,
    expr: (sources) =>
      byNode(sources, 'max', `1 - ${free(sources, SPACE)} ${AND} ${writable(sources)}`),
  },
  { record: SIZE, expr: (sources) => bytes(sources, SPACE.all) },
  { record: AVAILABLE, expr: (sources) => bytes(sources, SPACE.free) },
  { record: 'cluster:node_filesystem_utilisation:max', expr: () => `max(${recorded(USED)})` },
  { record: 'cluster:node_filesystem_size_bytes:sum', expr: () => `sum(${recorded(SIZE)})` },
  { record: 'cluster:node_filesystem_avail_bytes:sum', expr: () => `sum(${recorded(AVAILABLE)})` },
];

const PLACE = '{{ $labels.device }} at {{ $labels.mountpoint }} of {{ $labels.node }}';

/** Kubelets remove unused images from 85 % used on, and evict pods from 90 %: until then it may grow. */
const FILLING_UP: readonly MemberAlert[] = [
  {
    name: 'NodeFilesystemSpaceFillingUp',
    severity: 'warning',
    for: '1h',
    threshold: 0.15,
    expr: fillingUp(SPACE, 24),
    summary: 'A filesystem of {{ $labels.node }} will be full within a day',
    description: `${PLACE} has little space left, and at the rate of the last 6 hours will have none within 24. Kubelets evict pods before that.`,
  },
  {
    name: 'NodeFilesystemSpaceFillingUpFast',
    silences: 'NodeFilesystemSpaceFillingUp',
    severity: 'critical',
    for: '1h',
    threshold: 0.1,
    expr: fillingUp(SPACE, 4),
    summary: 'A filesystem of {{ $labels.node }} will be full within 4 hours',
    description: `${PLACE} has hardly any space left, and at the rate of the last 6 hours will have none within 4. Removing images and evicting pods did not stop it.`,
  },
  {
    name: 'NodeFilesystemFilesFillingUp',
    severity: 'warning',
    for: '1h',
    threshold: 0.4,
    expr: fillingUp(FILES, 24),
    summary: 'A filesystem of {{ $labels.node }} will be out of inodes within a day',
    description: `${PLACE} at the rate of the last 6 hours will have no inode left within 24: no file can be created then, whatever space there is.`,
  },
  {
    name: 'NodeFilesystemFilesFillingUpFast',
    silences: 'NodeFilesystemFilesFillingUp',
    severity: 'critical',
    for: '1h',
    threshold: 0.2,
    expr: fillingUp(FILES, 4),
    summary: 'A filesystem of {{ $labels.node }} will be out of inodes within 4 hours',
    description: `${PLACE} at the rate of the last 6 hours will have no inode left within 4: no file can be created then, whatever space there is.`,
  },
];

const LOW: readonly MemberAlert[] = [
  {
    name: 'NodeFilesystemAlmostFull',
    severity: 'warning',
    for: '30m',
    threshold: 0.05,
    expr: low(SPACE),
    summary: 'A filesystem of {{ $labels.node }} is almost full',
    description: `${PLACE} has been almost full for a while. Kubelets evict pods when a node runs out of space.`,
  },
  {
    name: 'NodeFilesystemFull',
    silences: 'NodeFilesystemAlmostFull',
    severity: 'critical',
    for: '30m',
    threshold: 0.03,
    expr: low(SPACE),
    summary: 'A filesystem of {{ $labels.node }} is full',
    description: `${PLACE} has had next to no space for a while. What writes there fails: pods, the container runtime, the kubelet itself.`,
  },
  {
    name: 'NodeFilesystemAlmostOutOfFiles',
    severity: 'warning',
    for: '30m',
    threshold: 0.05,
    expr: low(FILES),
    summary: 'A filesystem of {{ $labels.node }} is almost out of inodes',
    description: `${PLACE} has had hardly any inodes left for a while. Kubelets evict pods when a node runs out of them.`,
  },
  {
    name: 'NodeFilesystemOutOfFiles',
    silences: 'NodeFilesystemAlmostOutOfFiles',
    severity: 'critical',
    for: '30m',
    threshold: 0.03,
    expr: low(FILES),
    summary: 'A filesystem of {{ $labels.node }} is out of inodes',
    description: `${PLACE} has had next to no inodes for a while. No file can be created there, whatever space there is.`,
  },
];

/** Filesystems of nodes: how full they are, and nearly full. */
export const NODE_FILESYSTEM: MemberGroup = {
  name: 'promfleet-node-filesystem',
  needs: ['nodeExporter'],
  interval: '1m',
  records: RECORDS,
  alerts: LOW,
};

/** Filesystems of nodes that are about to be full: the longest ranges of all, so less often. */
export const NODE_FILESYSTEM_FILLING_UP: MemberGroup = {
  name: 'promfleet-node-filesystem-filling-up',
  needs: ['nodeExporter'],
  interval: '2m',
  alerts: FILLING_UP,
};
