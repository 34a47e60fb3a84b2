import type { MemberGroup } from '../group';
import { series } from '../promql';
import { healthCounts } from './counts';

/** PersistentVolumeClaims without a volume, and PersistentVolumes by phase. */
export const CLAIMS: MemberGroup = {
  name: 'promfleet-persistent-volumes',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: [
    ...healthCounts(
      'persistentvolumeclaim',
      ({ kubeStateMetrics }) =>
        series('kube_persistentvolumeclaim_status_phase', kubeStateMetrics, 'phase="Bound"'),
      ({ kubeStateMetrics }) =>
        series('kube_persistentvolumeclaim_status_phase', kubeStateMetrics, 'phase!="Bound"'),
    ),
    {
      record: 'cluster:kube_persistentvolume_status_phase:sum',
      expr: ({ kubeStateMetrics }) =>
        `sum by (phase) (${series('kube_persistentvolume_status_phase', kubeStateMetrics)})`,
    },
  ],
  alerts: [
    {
      name: 'KubePersistentVolumeErrors',
      severity: 'warning',
      for: '5m',
      expr: ({ kubeStateMetrics }) =>
        `max by (persistentvolume, phase) (${series('kube_persistentvolume_status_phase', kubeStateMetrics, 'phase=~"Failed|Pending"')}) == 1`,
      summary: 'The PersistentVolume {{ $labels.persistentvolume }} is {{ $labels.phase }}',
      description:
        'The PersistentVolume {{ $labels.persistentvolume }} has been {{ $labels.phase }} for a while: it was not made, or what a deleted claim left on it could not be removed.',
    },
  ],
};
