import { PUSHGATEWAY } from '../../model/components/pushgateway';
import type { Monitor } from '../../model/types';
import { annotatedPort, annotation, asked, schemePathAndParameters } from '../relabel/annotations';
import { withoutFederatedLabel } from '../relabel/federated-rules';
import { refusedJobs } from '../relabel/job-claims';
import type { Job } from './job';
import { tenantLimits } from './limits';

/**
 * Every pushgateway of the cluster, through its Service: whichever replica answers has it all.
 *
 * `honor_labels`, because what was pushed says itself which job it is of; but anyone may push, and
 * run what is annotated as a pushgateway, so it can be of no job that this Prometheus has.
 *
 * https://prometheus.io/docs/practices/pushing/
 */
export const PUSHGATEWAYS: Job<Monitor> = {
  name: PUSHGATEWAY.job,
  exists: ({ exporters }) => exporters.pushgateway !== undefined,
  config: (monitor, names) => ({
    honor_labels: true,
    ...tenantLimits(monitor),
    kubernetes_sd_configs: [{ role: 'service' }],
    relabel_configs: [
      // Keeps Services that say they are pushgateways …
      { source_labels: [annotation('service', 'probe')], regex: 'pushgateway', action: 'keep' },
      // … and want to be scraped.
      asked('service'),
      // Drops names for what is outside the cluster: the Service's owner would choose whom we ask.
      { source_labels: ['__meta_kubernetes_service_type'], regex: 'ExternalName', action: 'drop' },
      ...schemePathAndParameters('service'),
      annotatedPort('service'),
    ],
    metric_relabel_configs: [
      ...refusedJobs(
        [
          ...names.filter((name) => name !== PUSHGATEWAY.job),
          ...monitor.federateFrom.map(({ name }) => name),
          ...monitor.scrapeConfigs.map(({ job_name }) => job_name),
        ],
        PUSHGATEWAY.job,
      ),
      withoutFederatedLabel(),
    ],
  }),
};
