import type { FederateFrom } from '../../model/types';
import type { ScrapeConfig } from '../types';

/**
 * Another Prometheus's series, over plain static targets.
 *
 * What is Prometheus's default anyway is left out.
 *
 * https://prometheus.io/docs/prometheus/latest/federation/
 */
export function federate(from: FederateFrom): ScrapeConfig {
  return {
    job_name: from.name,
    scrape_interval: from.interval,
    ...(from.timeout ? { scrape_timeout: from.timeout } : {}),
    honor_labels: true,
    metrics_path: from.path,
    ...(from.scheme === 'http' ? {} : { scheme: from.scheme }),
    params: { 'match[]': from.match },
    static_configs: [
      {
        targets: from.targets,
        ...(Object.keys(from.labels).length > 0 ? { labels: from.labels } : {}),
      },
    ],
  };
}
