import { MEMBER_GROUPS } from '../../../prometheus/rules/member';
import { type AlertGroup, alertFlags } from '../alerts';
import { keysBelow } from '../chart/keys';
import { monitorValuesSchema } from '../chart/values-schema';
import { PLACED_HERE, placementFlags } from '../placement';
import { sendingFlags } from '../sending';
import { markedSettings } from '../settings';
import { sourceFlags } from '../sources';
import type { Flags } from '../template/flags';
import { API_SERVER_CIDRS, DETAIL, JOBS_OF_USER, SECRETS, SOURCES, SPREAD } from './scopes';
import { SCRAPING, scrapingFlags } from './scraping';

const has = (of: string, key: string) => ({ expression: `hasKey ${of} "${key}"` });

/** What decides how a monitor is rendered, beside whether a setting is there. */
const OTHERS = {
  existing: { expression: '$monitor.existing', takesMost: true },
  token: { expression: 'eq $cluster.auth.type "serviceAccountToken"' },
  detail: { expression: '$cluster.federation.detail', someOf: DETAIL },
  drillDown: { expression: '$cluster.federation.drillDown' },
  typed: {
    expression: 'and $cluster.federation.typed $monitor.features.typeAndUnitLabels',
  },
  expiration: { expression: '$cluster.auth.expiration' },
  highlyAvailable: { expression: 'gt (int $monitor.replicas) 1' },
  requests: has('$monitor.resources', 'requests'),
  limits: has('$monitor.resources', 'limits'),
  secrets: { expression: '$monitor.secrets', someOf: SECRETS },
  nodeLabels: { expression: '$monitor.nodeLabels' },
  objectLabels: { expression: '$monitor.objectLabels' },
  apiServerCidrs: { expression: '$monitor.apiServerCidrs', someOf: API_SERVER_CIDRS },
  pushNamespaces: { expression: '$monitor.pushNamespaces' },
  federateFrom: { expression: '$monitor.federateFrom', someOf: SOURCES },
  scrapeConfigs: { expression: '$monitor.scrapeConfigs', someOf: JOBS_OF_USER },
  rules: { expression: '$monitor.rules' },
  autoReloadFlag: { expression: '$monitor.features.autoReloadFlag' },
  extraScrapeMetrics: { expression: '$monitor.features.extraScrapeMetrics' },
  ...sendingFlags('$monitor'),
  retentionSize: { expression: '$monitor.retentionSize' },
  ...placementFlags('$monitor', SPREAD),
  ...sourceFlags(SOURCES),
  ...SCRAPING,
} satisfies Flags;

/** The groups of rules that alerts stand in. */
export const ALERT_GROUPS: readonly AlertGroup[] = MEMBER_GROUPS.flatMap(
  ({ alerts = [], records = [] }) =>
    alerts.length > 0
      ? [{ names: alerts.map(({ name }) => name), nothingElse: records.length === 0 }]
      : [],
);

/** What has the settings of its alerts. */
export const ALERTS = '$cluster.alerts';

export type MonitorFlag = keyof typeof OTHERS;

/** The settings of a monitor, and everything that decides how it is rendered. */
export function monitorSettings() {
  const keys = keysBelow(monitorValuesSchema(), 'monitor');
  const monitor = markedSettings(keys, '$monitor', {
    given: [
      'alerting',
      'apiServerCidrs',
      'controlPlane',
      'existing',
      'exporters.kubeStateMetrics',
      'exporters.nodeExporter.resources',
      'exporters.pushgateway',
      'exporters.statsdExporter',
      'federateFrom',
      'imageRegistry',
      'jobs',
      'metricRelabelings',
      'nodeLabels',
      'objectLabels',
      'pushNamespaces',
      'remoteWrite',
      'resources',
      'rules',
      'scrapeConfigs',
      'secrets',
      'args',
      'externalLabels',
      'externalUrl',
      'retentionSize',
      ...PLACED_HERE,
    ],
    filled: ['namespace', 'release', 'scrapeTimeout'],
  });
  const flags: Flags = {
    ...monitor.flags,
    ...OTHERS,
    ...scrapingFlags(),
    ...alertFlags(ALERT_GROUPS, ALERTS),
  };
  return { monitor, flags };
}
