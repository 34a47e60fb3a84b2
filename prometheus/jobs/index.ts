import { EXPORTER_KEYS, EXPORTERS } from '../../model/components';
import type { Hub, Monitor } from '../../model/types';
import { ALERTMANAGER_JOB } from './alertmanager';
import { API_SERVERS } from './apiservers';
import { controlPlaneJobs } from './control-plane';
import { exporterJob } from './exporter';
import { GRAFANA_JOB } from './grafana';
import type { Job } from './job';
import { CADVISOR, NODES, PROBES, RESOURCE } from './kubelet';
import { PODS } from './pods';
import { PUSHGATEWAYS } from './pushgateway';
import { HUB_SELF, MONITOR_SELF } from './self';
import { SERVICE_ENDPOINTS } from './service-endpoints';

const EVERY_CLUSTERS: readonly Job<Monitor>[] = [API_SERVERS, NODES, CADVISOR];
const ASKED_FOR: readonly Job<Monitor>[] = [PROBES, RESOURCE];
const OTHERS: readonly Job<Monitor>[] = [
  SERVICE_ENDPOINTS,
  ...exporterJobs(),
  PUSHGATEWAYS,
  PODS,
  MONITOR_SELF,
];

/** The scrape jobs that a member has unless an exporter is switched off. */
export const MEMBER_JOBS: readonly Job<Monitor>[] = [...EVERY_CLUSTERS, ...OTHERS];

/** All scrape jobs of a member, in the order in which they stand in its configuration. */
export const scrapeJobs = (monitor: Pick<Monitor, 'controlPlane'>): readonly Job<Monitor>[] => [
  ...EVERY_CLUSTERS,
  ...ASKED_FOR,
  ...controlPlaneJobs(monitor),
  ...OTHERS,
];

/** The names of those jobs that are the same in every member that has them. */
export const FIXED_JOBS: readonly string[] = [...EVERY_CLUSTERS, ...ASKED_FOR, ...OTHERS].map(
  ({ name }) => name,
);

/** The scrape jobs of the hub beside the members'. */
export const HUB_JOBS: readonly Job<Hub>[] = [HUB_SELF, ALERTMANAGER_JOB, GRAFANA_JOB];

/** A job for every exporter that is found as the monitor's own pods. */
function exporterJobs(): Job<Monitor>[] {
  return EXPORTER_KEYS.flatMap((key) => {
    const { job } = EXPORTERS[key];
    return job === undefined || job === PUSHGATEWAYS.name ? [] : [exporterJob(key, job)];
  });
}

export { jobNames, scrapeConfigs, seriesJobs } from './job';
