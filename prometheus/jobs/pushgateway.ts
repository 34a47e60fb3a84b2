import { JOB } from '../../model/jobs';
import { annotatedPort, annotation, asked, schemePathAndParameters } from '../relabel/annotations';
import type { ScrapeConfig } from '../types';

/**
 * Every pushgateway of the cluster, through its Service: whichever replica answers has it all.
 *
 * `honor_labels`, because what was pushed says itself which job it is of:
 * https://prometheus.io/docs/practices/pushing/
 */
export function pushgateway(): ScrapeConfig {
  return {
    job_name: JOB.pushgateway,
    honor_labels: true,
    kubernetes_sd_configs: [{ role: 'service' }],
    relabel_configs: [
      // Keeps Services that say they are pushgateways …
      { source_labels: [annotation('service', 'probe')], regex: 'pushgateway', action: 'keep' },
      // … and want to be scraped.
      asked('service'),
      ...schemePathAndParameters('service'),
      annotatedPort('service'),
    ],
  };
}
