import type { FederationJob } from '../../model/types';
import { memberWay } from '../member-way';
import { alertsOfMembers, untypedAlerts } from '../relabel/federated-rules';
import { marked, unmarked } from '../relabel/federation-marker';
import { forcedLabel } from '../relabel/forced-label';
import { notRaw } from '../relabel/raw-scope';
import type { ScrapeConfig } from '../types';

/**
 * The hub's scrape job for one member, through the service proxy of the member's API server.
 *
 * With `honor_labels` a series keeps the labels it has at home. The cluster label is the exception;
 * the target's other labels are only defaults, which a member can contradict, about itself. A
 * series without a job label gets the name of the cluster as its job.
 *
 * https://prometheus.io/docs/prometheus/latest/federation/
 */
export function federationJob(job: FederationJob, match: readonly string[]): ScrapeConfig {
  return {
    job_name: job.cluster,
    honor_labels: true,
    // Federated samples carry timestamps: a vanished series would otherwise linger for 5 minutes.
    track_timestamps_staleness: true,
    params: { 'match[]': match },
    scrape_interval: job.interval,
    scrape_timeout: job.timeout,
    metrics_path: job.path,
    scheme: 'https',
    // Neither the API server nor /federate redirects: whoever does is not to be followed.
    follow_redirects: false,
    sample_limit: job.sampleLimit,
    body_size_limit: job.bodySizeLimit,
    label_limit: job.labelLimit,
    label_name_length_limit: job.labelNameLengthLimit,
    label_value_length_limit: job.labelValueLengthLimit,
    static_configs: [
      { targets: [job.target], labels: { [job.clusterLabel]: job.cluster, ...job.labels } },
    ],
    ...memberWay(job),
    relabel_configs: [marked()],
    metric_relabel_configs: [
      ...forcedLabel(job.clusterLabel, job.cluster),
      unmarked(),
      ...(job.drillDown ? [notRaw()] : []),
      ...alertsOfMembers(),
      ...(job.typed ? untypedAlerts() : []),
    ],
  };
}
