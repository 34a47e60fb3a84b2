import { GRAFANA } from '../../model/components/grafana';
import type { Hub } from '../../model/types';
import { GRAFANA_MARK } from '../relabel/federation-marker';
import type { Job } from './job';

/** The hub's Grafana, through its Service. */
export const GRAFANA_JOB: Job<Hub> = {
  name: GRAFANA.job,
  exists: ({ grafana }) => grafana !== undefined,
  config: ({ grafana, clusterLabel, cluster }) => ({
    static_configs: [
      {
        targets: [`${grafana?.name}.${grafana?.namespace}.svc:${grafana?.servicePort}`],
        labels: { [clusterLabel]: cluster, ...GRAFANA_MARK },
      },
    ],
  }),
};
