import { ALERTMANAGER } from '../../model/components/alertmanager';
import type { Hub } from '../../model/types';
import { ALERTMANAGER_MARK } from '../relabel/federation-marker';
import type { Job } from './job';

/** The replicas of the hub's Alertmanager, each by the name of its pod. */
export const ALERTMANAGER_JOB: Job<Hub> = {
  name: ALERTMANAGER.job,
  exists: ({ alertmanager }) => alertmanager !== undefined,
  config: ({ alertmanager, clusterLabel, cluster }) => ({
    static_configs: (alertmanager?.replicas ?? []).map(({ address, pod }) => ({
      targets: [address],
      labels: { [clusterLabel]: cluster, instance: pod, ...ALERTMANAGER_MARK },
    })),
  }),
};
