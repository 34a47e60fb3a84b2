import { PUSHGATEWAY } from '../../model/components/pushgateway';
import type { Monitor } from '../../model/types';
import { annotatedPort, annotation, asked, schemePathAndParameters } from '../relabel/annotations';
import type { Job } from './job';

/**
 * Every pushgateway of the cluster, through its Service: whichever replica answers has it all.
 *
 * `honor_labels`, because what was pushed says itself which job it is of:
 * https://prometheus.io/docs/practices/pushing/
 */
export const PUSHGATEWAYS: Job<Monitor> = {
  name: PUSHGATEWAY.job,
  exists: ({ exporters }) => exporters.pushgateway !== undefined,
  config: () => ({
    honor_labels: true,
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
  }),
};
