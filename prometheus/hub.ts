import { posix } from 'node:path';
import type { Hub, ScrapeConfigs } from '../model/types';
import { alerting } from './alertmanager/alerting';
import { literal } from './external-labels';
import {
  CONFIG_DIR,
  FEDERATION_DIR,
  HUB_RULES_FILE,
  INVENTORY_DIR,
  POD_NAME_VARIABLE,
  RULES_FILE,
} from './files';
import { HUB_JOBS, scrapeConfigs } from './jobs';
import { federate } from './jobs/federate';
import { HUB_MARK, unmarked } from './relabel/federation-marker';
import { keptAside } from './relabel/forced-label';
import { rawSeries } from './remote-read';
import type { PrometheusConfig, RuleFile, StaticConfig } from './types';

/** The hub's prometheus.yml; the members' federation jobs are in files of their own. */
export function hubConfig(hub: Hub): PrometheusConfig {
  const { replicaLabel, features } = hub.server;
  const sent = alerting(hub);
  return {
    global: {
      scrape_interval: hub.scrapeInterval,
      evaluation_interval: hub.evaluationInterval,
      external_labels: {
        [hub.clusterLabel]: hub.cluster,
        // Prometheus puts the variable's value in.
        ...(replicaLabel === undefined ? {} : { [replicaLabel]: `\${${POD_NAME_VARIABLE}}` }),
        ...literal(hub.externalLabels),
      },
      ...(features.extraScrapeMetrics ? { extra_scrape_metrics: true } : {}),
    },
    ...(sent && { alerting: sent }),
    // Federated samples come with the time the member took them: older than the end that the hub
    // marked when a request failed, and not in order when two replicas answer by turns. A member
    // whose clock is fast makes all others' late, by up to the 10 minutes that scraping accepts
    // (https://github.com/prometheus/prometheus/issues/13272); one that is too late fails the scrape.
    storage: { tsdb: { out_of_order_time_window: '30m' } },
    rule_files: [
      HUB_RULES_FILE,
      posix.join(posix.relative(CONFIG_DIR, INVENTORY_DIR), '*.yml'),
      ...(hub.rules.length > 0 ? [RULES_FILE] : []),
    ],
    scrape_config_files: [posix.join(posix.relative(CONFIG_DIR, FEDERATION_DIR), '*.yaml')],
    scrape_configs: [
      ...scrapeConfigs(HUB_JOBS, hub),
      ...hub.federateFrom.map((from) => federate(from, keptAside(hub.clusterLabel))),
      ...hub.scrapeConfigs.map(unprivileged),
    ],
    ...(hub.remoteWrite.length > 0 ? { remote_write: hub.remoteWrite } : {}),
    ...(hub.drillDown ? { remote_read: [rawSeries(hub.drillDown)] } : {}),
  };
}

/**
 * A job of the user's, as written, but that neither its targets nor what they send can pass for the
 * hub's own word, and that nobody sends the hub elsewhere.
 */
function unprivileged(config: ScrapeConfigs[number]): ScrapeConfigs[number] {
  return {
    follow_redirects: false,
    ...config,
    relabel_configs: [...(config.relabel_configs ?? []), unmarked()],
    metric_relabel_configs: [...(config.metric_relabel_configs ?? []), unmarked()],
  };
}

/** The hub's own targets: the file that its job `prometheus` reads. */
export function hubTargets({ clusterLabel, cluster, targets }: Hub): StaticConfig[] {
  return targets.map(({ address, instance }) => ({
    targets: [address],
    labels: { [clusterLabel]: cluster, ...(instance ? { instance } : {}), ...HUB_MARK },
  }));
}

/** The user's rules, if any: the last file that `rule_files` names. */
export function hubUserRules({ rules }: Hub): RuleFile | undefined {
  return rules.length > 0 ? { groups: rules } : undefined;
}
