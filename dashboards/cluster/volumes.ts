import { worseFrom } from '../members/levels';
import { eachOf, type Members } from '../members/select';
import { ANY, FULL } from '../members/usage';
import type { Panel } from '../types';

/** Volumes that a bar is drawn of. */
const BARS = 10;

/** Volumes of claims: what is about to be full, and what waits for a volume. */
export const volumes = (members: Members): Panel[] => [
  {
    kind: 'bars',
    title: 'Fullest volumes',
    description: `The ${BARS} volumes of claims that are fullest, as the kubelets see them that have mounted them. Once one is full, what writes to it fails.`,
    width: 18,
    height: 6,
    empty: 'No volume is mounted that tells how full it is, or the hub does not see this cluster',
    unit: 'share',
    max: 1,
    decimals: 0,
    levels: worseFrom(FULL),
    query: {
      expr: `topk(${BARS}, max by (namespace, persistentvolumeclaim) (${members.of('persistentvolumeclaim:kubelet_volume_stats_used:ratio')}))`,
      legend: '{{namespace}}/{{persistentvolumeclaim}}',
    },
  },
  {
    kind: 'stat',
    title: 'Claims without a volume',
    description:
      'PersistentVolumeClaims that are not bound. Pods that mount one wait until it is, unless its class binds with the first pod.',
    width: 6,
    height: 6,
    empty: 'There are no claims, or the hub does not see this cluster',
    unit: 'number',
    levels: worseFrom(ANY),
    queries: [
      {
        expr: eachOf(members, 'cluster:kube_persistentvolumeclaim_unhealthy:count'),
        legend: 'unbound',
      },
    ],
  },
];
