import { posix } from 'node:path';
import type { Monitor } from '../model/types';
import { memberAlerting } from './alertmanager/alerting';
import { literal } from './external-labels';
import { CONFIG_DIR, OWN_RULES_DIR, RULES_FILE } from './files';
import { scrapeConfigs, scrapeJobs } from './jobs';
import { federate } from './jobs/federate';
import type { AnyScrapeConfigs, PrometheusConfig, RuleFile } from './types';

/**
 * A member's prometheus.yml above the scrape configs: it has the cluster's name in it, so no two
 * are equal.
 */
export function memberGlobal(monitor: Monitor): Omit<PrometheusConfig, 'scrape_configs'> {
  return {
    global: {
      scrape_interval: monitor.scrapeInterval,
      scrape_timeout: monitor.scrapeTimeout,
      evaluation_interval: monitor.scrapeInterval,
      external_labels: literal(monitor.externalLabels),
      ...(monitor.server.features.extraScrapeMetrics ? { extra_scrape_metrics: true } : {}),
    },
    rule_files: [
      // A pattern, as promtool refuses the name of a file that is not there: one of them is optional.
      posix.join(posix.relative(CONFIG_DIR, OWN_RULES_DIR), '*.rules.yml'),
      ...(monitor.rules.length > 0 ? [RULES_FILE] : []),
    ],
  };
}

/**
 * The scrape configs: equal for all members that are set up alike.
 *
 * None of ours follows redirects; the user's jobs stand as they are written.
 */
export function memberScrapeConfigs(monitor: Monitor): AnyScrapeConfigs {
  return [
    ...scrapeConfigs(scrapeJobs(monitor), monitor, monitor.metricRelabelings),
    ...monitor.federateFrom.map((from) => federate(from)),
    ...monitor.scrapeConfigs,
  ];
}

/** Where it sends alerts and samples: equal for all members that are set up alike, too. */
export function memberSending(
  monitor: Monitor,
): Pick<PrometheusConfig, 'alerting' | 'remote_write'> {
  const sent = memberAlerting(monitor);
  const { remoteWrite } = monitor;
  return {
    ...(sent && { alerting: sent }),
    ...(remoteWrite.length > 0 ? { remote_write: remoteWrite } : {}),
  };
}

/** The user's rules, if any: the file that `memberGlobal` names. */
export function memberRules({ rules }: Monitor): RuleFile | undefined {
  return rules.length > 0 ? { groups: rules } : undefined;
}
