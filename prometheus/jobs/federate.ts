import type { FederateFrom } from '../../model/types';
import { unmarked } from '../relabel/federation-marker';
import type { RelabelConfig, ScrapeConfig } from '../types';

/**
 * Another Prometheus's series, over plain static targets.
 *
 * What is Prometheus's default anyway is left out, but for redirects, which nobody needs here.
 *
 * https://prometheus.io/docs/prometheus/latest/federation/
 *
 * @param aside - rules for labels that it must not set
 */
export function federate(from: FederateFrom, aside: readonly RelabelConfig[] = []): ScrapeConfig {
  const { tls_config, authorization, basic_auth } = from;
  return {
    job_name: from.name,
    scrape_interval: from.interval,
    ...(from.timeout ? { scrape_timeout: from.timeout } : {}),
    honor_labels: true,
    metrics_path: from.path,
    ...(from.scheme === 'http' ? {} : { scheme: from.scheme }),
    params: { 'match[]': from.match },
    follow_redirects: false,
    sample_limit: from.sampleLimit,
    body_size_limit: from.bodySizeLimit,
    label_limit: from.labelLimit,
    label_name_length_limit: from.labelNameLengthLimit,
    label_value_length_limit: from.labelValueLengthLimit,
    ...(tls_config ? { tls_config } : {}),
    ...(authorization ? { authorization } : {}),
    ...(basic_auth ? { basic_auth } : {}),
    static_configs: [
      {
        targets: from.targets,
        ...(Object.keys(from.labels).length > 0 ? { labels: from.labels } : {}),
      },
    ],
    metric_relabel_configs: [...aside, unmarked()],
  };
}
