import { posix } from 'node:path';
import { HUB_JOB } from '../model/jobs';
import type { Grafana, Hub } from '../model/types';
import { HUB_MARK } from './relabel/federation-marker';
import { CONFIG_DIR, FEDERATION_DIR, HUB_RULES_FILE, HUB_TARGETS_FILE, RULES_FILE } from './files';
import { federate } from './jobs/federate';
import type { PrometheusConfig, RuleFile, ScrapeConfig, StaticConfig } from './types';

/** The hub's prometheus.yml; the members' federation jobs are in files of their own. */
export function hubConfig(hub: Hub): PrometheusConfig {
  return {
    global: {
      scrape_interval: hub.scrapeInterval,
      evaluation_interval: hub.scrapeInterval,
      external_labels: { [hub.clusterLabel]: hub.cluster },
      ...(hub.server.features.extraScrapeMetrics ? { extra_scrape_metrics: true } : {}),
    },
    // Federated samples come with the time the member took them: older than the end that the hub
    // marked when a request failed, and not in order when two replicas answer by turns.
    storage: { tsdb: { out_of_order_time_window: '5m' } },
    rule_files: [HUB_RULES_FILE, ...(hub.rules.length > 0 ? [RULES_FILE] : [])],
    scrape_config_files: [posix.join(posix.relative(CONFIG_DIR, FEDERATION_DIR), '*.yaml')],
    scrape_configs: [
      self(hub),
      ...(hub.grafana ? [grafana(hub, hub.grafana)] : []),
      ...hub.federateFrom.map(federate),
      ...hub.scrapeConfigs,
    ],
  };
}

/** The hub's own target: the file that its job `prometheus` reads. */
export function hubTargets(hub: Hub): StaticConfig[] {
  return [
    {
      targets: [`localhost:${hub.server.containerPort}`],
      labels: { [hub.clusterLabel]: hub.cluster, ...HUB_MARK },
    },
  ];
}

/** The user's rules, if any: the last file that `rule_files` names. */
export function hubUserRules({ rules }: Hub): RuleFile | undefined {
  return rules.length > 0 ? { groups: rules } : undefined;
}

/**
 * The Prometheus itself.
 *
 * Its target is read from a file, over and over, for the sake of the federation jobs: one whose CA
 * file is missing cannot be started, and Prometheus tries again only when some discovery reports.
 * With nothing but static targets it would wait for the next change of its configuration.
 *
 * https://github.com/prometheus/prometheus/blob/v3.14.0/scrape/manager.go (`reload`)
 */
function self({ server }: Hub): ScrapeConfig {
  return {
    job_name: HUB_JOB.prometheus,
    metrics_path: `${server.routePrefix}/metrics`,
    file_sd_configs: [{ files: [HUB_TARGETS_FILE], refresh_interval: '30s' }],
  };
}

function grafana(hub: Hub, { name, namespace, port }: Grafana): ScrapeConfig {
  return {
    job_name: HUB_JOB.grafana,
    static_configs: [
      {
        targets: [`${name}.${namespace}.svc:${port}`],
        labels: { [hub.clusterLabel]: hub.cluster },
      },
    ],
  };
}
