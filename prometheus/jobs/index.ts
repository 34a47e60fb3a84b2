import { EXPORTER_KEYS, EXPORTERS } from '../../model/components';
import type { Hub, Monitor } from '../../model/types';
import { ALERTMANAGER_JOB } from './alertmanager';
import { API_SERVERS } from './apiservers';
import { exporterJob } from './exporter';
import { GRAFANA_JOB } from './grafana';
import type { Job } from './job';
import { CADVISOR, NODES } from './kubelet';
import { PODS } from './pods';
import { PUSHGATEWAYS } from './pushgateway';
import { HUB_SELF, MONITOR_SELF } from './self';
import { SERVICE_ENDPOINTS } from './service-endpoints';

/** The scrape jobs of a member, in the order in which they stand in its configuration. */
export const MEMBER_JOBS: readonly Job<Monitor>[] = [
  API_SERVERS,
  NODES,
  CADVISOR,
  SERVICE_ENDPOINTS,
  ...exporterJobs(),
  PUSHGATEWAYS,
  PODS,
  MONITOR_SELF,
];

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
