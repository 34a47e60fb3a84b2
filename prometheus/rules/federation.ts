import type { Hub } from '../../model/types';
import { OF_FEDERATION_JOBS, ofHub } from '../relabel/federation-marker';
import type { RuleFile } from '../types';

type Rule = RuleFile['groups'][number]['rules'][number];

/**
 * Alerts about federation itself, by the hub's own word alone: no member can raise or silence one
 * of another's.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export function hubRules(hub: Hub): RuleFile {
  const member = `{{ $labels.${hub.clusterLabel} }}`;
  const rules = [
    down(member),
    empty(member),
    ...(hub.server.features.extraScrapeMetrics
      ? [bodyTooLarge(member), nearSampleLimit(member), nearTimeout(member)]
      : []),
    notStarted(),
    configurationRejected(),
  ];
  return { groups: [{ name: 'promfleet-federation', rules }] };
}

function down(member: string): Rule {
  return {
    alert: 'FederationDown',
    expr: `up${OF_FEDERATION_JOBS} == 0`,
    for: '5m',
    labels: { severity: 'critical' },
    annotations: {
      summary: `The hub cannot read ${member}`,
      description: `Requests to {{ $labels.instance }} have failed for 5 minutes: nothing of ${member} is up to date. The hub's /targets page has the last error.`,
    },
  };
}

/** Matchers that match nothing say so nowhere else. */
function empty(member: string): Rule {
  return {
    alert: 'FederationEmpty',
    expr: `scrape_samples_scraped${OF_FEDERATION_JOBS} == 0 and up${OF_FEDERATION_JOBS} == 1`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `The hub reads nothing from ${member}`,
      description: `Requests to ${member} succeed but bring no series: its match[] names jobs it does not have, or its Prometheus scrapes nothing.`,
    },
  };
}

/**
 * The scrape fails with a debug log only (https://github.com/prometheus/prometheus/issues/19195).
 *
 * `-1` is how Prometheus reports this failure and no other:
 * https://prometheus.io/docs/prometheus/latest/feature_flags/#extra-scrape-metrics
 */
function bodyTooLarge(member: string): Rule {
  return {
    alert: 'FederationBodyTooLarge',
    expr: `scrape_body_size_bytes${OF_FEDERATION_JOBS} == -1`,
    for: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `${member} sends more than its body size limit`,
      description: `Requests to ${member} fail because the answer is larger than federation.bodySizeLimit. Narrow its match[], or raise the limit.`,
    },
  };
}

/** Samples are counted past the limit, so this holds for a scrape that failed at it, too. */
function nearSampleLimit(member: string): Rule {
  const samples = `scrape_samples_post_metric_relabeling${OF_FEDERATION_JOBS}`;
  return {
    alert: 'FederationNearSampleLimit',
    expr: `${samples} > 0.8 * (scrape_sample_limit${OF_FEDERATION_JOBS} > 0)`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `${member} is near its sample limit`,
      description: `A request to ${member} brings {{ $value }} samples, over 80% of federation.sampleLimit; beyond it requests fail. Narrow its match[], or raise the limit.`,
    },
  };
}

function nearTimeout(member: string): Rule {
  const seconds = `scrape_duration_seconds${OF_FEDERATION_JOBS}`;
  return {
    alert: 'FederationNearTimeout',
    expr: `${seconds} > 0.8 * scrape_timeout_seconds${OF_FEDERATION_JOBS}`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `${member} is slow to answer`,
      description: `A request to ${member} takes {{ $value | humanizeDuration }}, over 80% of federation.timeout. Narrow its match[], or raise the timeout.`,
    },
  };
}

/** A job whose CA or certificate file is missing has no target, and so not even an `up` of 0. */
function notStarted(): Rule {
  const started = `prometheus_target_scrape_pool_targets${ofHub()}`;
  return {
    alert: 'FederationNotStarted',
    expr: `prometheus_sd_discovered_targets${ofHub('name="scrape"')} > 0 unless on (instance, config) label_replace(${started}, "config", "$1", "scrape_job", "(.+)")`,
    for: '10m',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'The hub has not started the job {{ $labels.config }}',
      description:
        "The scrape job {{ $labels.config }} is configured but does not run: a file of its credentials is missing or unreadable. Create the cluster's Secret; the hub's log has the file's name.",
    },
  };
}

function configurationRejected(): Rule {
  return {
    alert: 'HubConfigurationRejected',
    expr: `prometheus_config_last_reload_successful${ofHub()} == 0`,
    for: '10m',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'The hub runs with an old configuration',
      description:
        'The last reload failed: members added or changed since are not in effect. The log of {{ $labels.instance }} says why.',
    },
  };
}
