import type { MemberAlert, MemberGroup } from '../group';
import { AND, series } from '../promql';
import type { Sources } from '../sources';

/** Metrics of what a volume can run out of. */
interface Kind {
  readonly free: string;
  readonly all: string;
  readonly used: string;
}

const SPACE: Kind = { free: 'available_bytes', all: 'capacity_bytes', used: 'used_bytes' };
const INODES: Kind = { free: 'inodes_free', all: 'inodes', used: 'inodes_used' };

const of = (metric: string, { kubelet }: Sources) =>
  series(`kubelet_volume_stats_${metric}`, kubelet);

/** One element of each claim: a volume that several nodes have mounted is told of by each of them. */
const each = (vector: string) => `min by (namespace, persistentvolumeclaim) (${vector})`;

/** Share of a volume that is free. */
const free = ({ free, all }: Kind, sources: Sources) =>
  each(`${of(free, sources)} / ${of(all, sources)}`);

/** Leaves out volumes that nobody can fill: those that are empty, and those that are read only. */
function fillable({ used }: Kind, sources: Sources): string {
  const { kubeStateMetrics } = sources;
  const written = `and ${each(`${of(used, sources)} > 0`)}`;
  if (kubeStateMetrics === '') return written;
  const modes = series(
    'kube_persistentvolumeclaim_access_mode',
    kubeStateMetrics,
    'access_mode="ReadOnlyMany"',
  );
  return `${written} unless on (namespace, persistentvolumeclaim) ${modes} == 1`;
}

/** Volumes of which less than a threshold is free. */
const almostFull = (kind: Kind) => (sources: Sources, threshold: number) =>
  `${free(kind, sources)} < ${threshold} ${fillable(kind, sources)}`;

/** Of those, the ones of which nothing is left in four days if the last six hours go on. */
const fillingUp = (kind: Kind) => (sources: Sources, threshold: number) => {
  const left = of(kind.free, sources);
  // Only where it is mounted now: elsewhere an old trend would go on.
  const trend = each(`predict_linear(${left}[6h], 4 * 24 * 3600) < 0 ${AND} ${left}`);
  return `${free(kind, sources)} < ${threshold} and ${trend} ${fillable(kind, sources)}`;
};

const FILLING_UP = { severity: 'warning', for: '1h', threshold: 0.15 } as const;
const ALMOST_FULL = { severity: 'critical', for: '5m', threshold: 0.03 } as const;

const CLAIM = '{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}';

const alerts: readonly MemberAlert[] = [
  {
    name: 'KubePersistentVolumeFillingUp',
    ...FILLING_UP,
    expr: fillingUp(SPACE),
    summary: `The volume of ${CLAIM} is filling up`,
    description: `The volume of the claim ${CLAIM} is nearly full, and at the rate of the last six hours it is full within four days.`,
  },
  {
    name: 'KubePersistentVolumeAlmostFull',
    silences: 'KubePersistentVolumeFillingUp',
    ...ALMOST_FULL,
    expr: almostFull(SPACE),
    summary: `The volume of ${CLAIM} is almost full`,
    description: `Next to nothing is left of the volume of the claim ${CLAIM}. Once it is full, what writes to it fails.`,
  },
  {
    name: 'KubePersistentVolumeInodesFillingUp',
    ...FILLING_UP,
    expr: fillingUp(INODES),
    summary: `The volume of ${CLAIM} is running out of inodes`,
    description: `The volume of the claim ${CLAIM} has room for few more files, and at the rate of the last six hours for none within four days.`,
  },
  {
    name: 'KubePersistentVolumeInodesAlmostFull',
    silences: 'KubePersistentVolumeInodesFillingUp',
    ...ALMOST_FULL,
    expr: almostFull(INODES),
    summary: `The volume of ${CLAIM} is almost out of inodes`,
    description: `The volume of the claim ${CLAIM} has room for next to no more files, however many bytes are left. Without an inode no file can be created.`,
  },
];

/** Volumes of claims, as the kubelets that have mounted them see them: nearly full, and about to be. */
export const VOLUMES: MemberGroup = {
  name: 'promfleet-volumes',
  needs: ['kubelet'],
  // Trends of six hours are long ranges, and none changes within minutes.
  interval: '2m',
  records: [
    {
      record: 'persistentvolumeclaim:kubelet_volume_stats_used:ratio',
      expr: (sources) => `1 - ${free(SPACE, sources)}`,
    },
    {
      record: 'persistentvolumeclaim:kubelet_volume_stats_inodes_used:ratio',
      expr: (sources) => `1 - ${free(INODES, sources)}`,
    },
  ],
  alerts,
};
