import type { Hub } from '../../model/types';
import { FROM_OUTSIDE, OF_FEDERATION_JOBS, ofHub } from '../relabel/federation-marker';
import { type HubAlert, hubThreshold } from './hub-alert';
import { alert } from './rule';

/** Alerts about the requests to members, by what the hub itself says of them. */
export function federationRules(hub: Hub, member: string): HubAlert[] {
  return [
    down(member),
    empty(member),
    jobVanished(hub, member),
    churn(member),
    ...(hub.server.features.extraScrapeMetrics
      ? [bodyTooLarge(member), nearSampleLimit(hub, member), nearTimeout(hub, member)]
      : []),
    notStarted(),
    configurationRejected(),
  ];
}

/** Some requests that succeed reset no clock here: two of five that fail in a row or not count. */
function down(member: string): HubAlert {
  const up = `up${OF_FEDERATION_JOBS}`;
  const mostly = (range: string) => `avg_over_time(up${OF_FEDERATION_JOBS}[${range}]) < 0.6`;
  return alert(
    'FederationDown',
    'critical',
    `${up} == 0 or (${mostly('15m')} and min_over_time(${up}[5m]) == 0)`,
    '5m',
    `The hub cannot read ${member}`,
    `Requests to {{ $labels.instance }} have failed for a while, or two in five of the last 15 minutes: what the hub has of ${member} is not up to date, or has gaps. The hub's /targets page has the last error.`,
  );
}

/** `up` is what every scrape job of a member has, whatever else it is federated for. */
function jobVanished({ clusterLabel }: Hub, member: string): HubAlert {
  const jobs = (offset: string) =>
    `count by (${clusterLabel}, job) (up{${FROM_OUTSIDE}, ${clusterLabel}!=""}${offset})`;
  return alert(
    'FederationJobVanished',
    'warning',
    `${jobs(' offset 1h')} unless ${jobs('')} and on (${clusterLabel}) up${OF_FEDERATION_JOBS} == 1`,
    '15m',
    `${member} no longer has the job {{ $labels.job }}`,
    `The hub reads ${member}, but the job {{ $labels.job }}, which it had an hour ago, is gone from there: its configuration, its discovery or its permissions changed.`,
  );
}

/**
 * New series cost the hub's memory even where each request stays below its limit. A member that
 * flaps has its series begin anew with each return, and another alert.
 */
function churn(member: string): HubAlert {
  const of = (metric: string) => `${metric}${OF_FEDERATION_JOBS}[10m]`;
  return alert(
    'FederationChurn',
    'warning',
    `sum_over_time(${of('scrape_series_added')}) > 3 * max_over_time(${of('scrape_samples_post_metric_relabeling')}) and avg_over_time(${of('up')}) > 0.9`,
    '0s',
    `${member} brings new series all the time`,
    `{{ $value }} series of ${member} were new in 10 minutes, over three times as many as it has at once: a label changes with every request, or replicas with labels of their own answer by turns. Each costs the hub memory for hours. Narrow its match[], or drop the label there.`,
  );
}

/** Matchers that match nothing say so nowhere else. */
function empty(member: string): HubAlert {
  return alert(
    'FederationEmpty',
    'warning',
    `scrape_samples_scraped${OF_FEDERATION_JOBS} == 0 and up${OF_FEDERATION_JOBS} == 1`,
    '15m',
    `The hub reads nothing from ${member}`,
    `Requests to ${member} succeed but bring no series: its match[] names jobs it does not have, or its Prometheus scrapes nothing.`,
  );
}

/**
 * The scrape fails with a debug log only (https://github.com/prometheus/prometheus/issues/19195).
 *
 * `-1` is how Prometheus reports this failure and no other:
 * https://prometheus.io/docs/prometheus/latest/feature_flags/#extra-scrape-metrics
 */
function bodyTooLarge(member: string): HubAlert {
  return alert(
    'FederationBodyTooLarge',
    'warning',
    `scrape_body_size_bytes${OF_FEDERATION_JOBS} == -1`,
    '5m',
    `${member} sends more than its body size limit`,
    `Requests to ${member} fail because the answer is larger than federation.bodySizeLimit. Narrow its match[], or raise the limit.`,
  );
}

/** Samples are counted past the limit, so this holds for a scrape that failed at it, too. */
function nearSampleLimit(hub: Hub, member: string): HubAlert {
  const samples = `scrape_samples_post_metric_relabeling${OF_FEDERATION_JOBS}`;
  return alert(
    'FederationNearSampleLimit',
    'warning',
    `${samples} > ${hubThreshold(hub, 'FederationNearSampleLimit')} * (scrape_sample_limit${OF_FEDERATION_JOBS} > 0)`,
    '15m',
    `${member} is near its sample limit`,
    `A request to ${member} brings {{ $value }} samples, near federation.sampleLimit; beyond it requests fail. Narrow its match[], or raise the limit.`,
  );
}

function nearTimeout(hub: Hub, member: string): HubAlert {
  const seconds = `scrape_duration_seconds${OF_FEDERATION_JOBS}`;
  return alert(
    'FederationNearTimeout',
    'warning',
    `${seconds} > ${hubThreshold(hub, 'FederationNearTimeout')} * scrape_timeout_seconds${OF_FEDERATION_JOBS}`,
    '15m',
    `${member} is slow to answer`,
    `A request to ${member} takes {{ $value | humanizeDuration }}, near federation.timeout. Narrow its match[], or raise the timeout.`,
  );
}

/** A job whose CA or certificate file is missing has no target, and so not even an `up` of 0. */
function notStarted(): HubAlert {
  const started = `prometheus_target_scrape_pool_targets${ofHub()}`;
  return alert(
    'FederationNotStarted',
    'critical',
    `prometheus_sd_discovered_targets${ofHub('name="scrape"')} > 0 unless on (instance, config) label_replace(${started}, "config", "$1", "scrape_job", "(.+)")`,
    '10m',
    'The hub has not started the job {{ $labels.config }}',
    "The scrape job {{ $labels.config }} is configured but does not run: a file of its credentials is missing or unreadable. Create the cluster's Secret; the hub's log has the file's name.",
  );
}

/**
 * Prometheus compares files with those it took last, and so does not reload when a mistake in a file
 * beside prometheus.yml is taken back (https://github.com/prometheus/prometheus/pull/15388).
 */
function configurationRejected(): HubAlert {
  return alert(
    'HubConfigurationRejected',
    'critical',
    `prometheus_config_last_reload_successful${ofHub()} == 0`,
    '10m',
    'The hub runs with an old configuration',
    'The last reload failed: members added or changed since are not in effect. The log of {{ $labels.instance }} says why. Where the files are again what they were before, this stays until their next change, or a restart.',
  );
}
