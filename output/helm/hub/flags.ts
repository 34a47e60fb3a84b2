import { HUB_ALERTS } from '../../../inventory/alerts/hub';
import { type AlertGroup, alertFlags } from '../alerts';
import { keysBelow } from '../chart/keys';
import { hubValuesSchema } from '../chart/values-schema';
import { PLACED_HERE, placementFlags } from '../placement';
import { sendingFlags } from '../sending';
import { markedSettings } from '../settings';
import { sourceFlags } from '../sources';
import type { Flags } from '../template/flags';
import { ALERTMANAGER_FLAGS } from './alertmanager';
import { DASHBOARD_FLAGS } from './dashboards';
import { DOOR_FLAGS } from './doors';
import {
  DRILLED,
  EGRESS_PORTS,
  EXTERNAL_LABELS,
  FEDERATION,
  JOBS_OF_USER,
  MEMBER_LABELS,
  MEMBERS,
  SECRETS,
  SOURCES,
  SPREAD,
} from './scopes';

const has = (of: string, key: string) => ({ expression: `hasKey ${of} "${key}"` });

/** What decides how a hub is rendered, beside whether a setting is there. */
const OTHERS = {
  restricted: { expression: '$hub.restricted' },
  highlyAvailable: { expression: 'gt (int $hub.replicas) 1' },
  shared: { expression: 'eq $hub.statestoreLayout "shared"' },
  federated: { expression: '$configMap.members', scope: FEDERATION, someOf: MEMBERS },
  drillDown: { expression: '$fleet.drillDown', someOf: DRILLED },
  drilledToken: { expression: 'eq $drilled.auth.type "serviceAccountToken"', scope: DRILLED },
  requests: has('$hub.resources', 'requests'),
  limits: has('$hub.resources', 'limits'),
  secrets: { expression: '$hub.secrets', someOf: SECRETS },
  egressPorts: { expression: '$hub.egressPorts', someOf: EGRESS_PORTS },
  federateFrom: { expression: '$hub.federateFrom', someOf: SOURCES },
  scrapeConfigs: { expression: '$hub.scrapeConfigs', someOf: JOBS_OF_USER },
  rules: { expression: '$hub.rules' },
  records: { expression: '$hub.records' },
  autoReloadFlag: { expression: '$hub.features.autoReloadFlag' },
  extraScrapeMetrics: { expression: '$hub.features.extraScrapeMetrics' },
  jobRedirects: { ...has('$config', 'follow_redirects'), scope: JOBS_OF_USER },
  token: { expression: 'eq $member.auth.type "serviceAccountToken"', scope: MEMBERS },
  labels: { expression: '$member.labels', scope: MEMBERS, someOf: MEMBER_LABELS },
  ...sendingFlags('$hub'),
  retentionSize: { expression: '$hub.retentionSize' },
  externalLabels: { expression: '$hub.externalLabels', someOf: EXTERNAL_LABELS },
  ...placementFlags('$hub', SPREAD),
  ...sourceFlags(SOURCES),
  ...ALERTMANAGER_FLAGS,
  ...DOOR_FLAGS,
} satisfies Flags;

/** Its alerts; that a group of its rules loses all of them is nobody's wish. */
export const ALERT_GROUPS: readonly AlertGroup[] = [
  { names: Object.keys(HUB_ALERTS), nothingElse: false },
];

/** What has the settings of its alerts. */
export const ALERTS = '$hub.alerts';

export type HubFlag = keyof typeof OTHERS;

/** The settings of a hub, of its members and of those that are read on demand, and everything that decides how it is rendered. */
export function hubSettings() {
  const schema = hubValuesSchema();
  const hub = markedSettings(keysBelow(schema, 'hub'), '$hub', {
    given: [
      'alerting',
      'alerts',
      'alertmanager.config',
      'alertmanager.existing',
      'alertmanager.heartbeat',
      'alertmanager.replicas',
      'alertmanager.resources',
      'alertmanager.secrets',
      'federateFrom',
      'grafana.dashboards.disabled',
      'grafana.env',
      'grafana.httpRoute',
      'grafana.ingress',
      'grafana.oidc',
      'grafana.resources',
      'httpRoute',
      'imageRegistry',
      'ingress',
      'ingressNamespaces',
      'login',
      'remoteWrite',
      'replicas',
      'resources',
      'rules',
      'scrapeConfigs',
      'secrets',
      'statestoreLayout',
      'args',
      'externalLabels',
      'externalUrl',
      'retentionSize',
      ...PLACED_HERE,
    ],
    filled: ['cluster', 'evaluationInterval', 'namespace', 'release'],
  });
  const member = markedSettings(keysBelow(schema, 'defaults'), '$member', {
    given: [
      'alerts',
      'auth.expiration',
      'auth.serviceAccount',
      'auth.type',
      'auth.user',
      'federation.match',
      'federation.mode',
      'labels',
      'monitor',
    ],
    filled: ['auth.secretName', 'federation.timeout'],
    scope: MEMBERS,
  });
  // As they are reached, and no more: each flag is one more thing to be tried with all others.
  const way = keysBelow(schema, 'defaults').filter(({ name }) =>
    ['auth', 'proxyUrl', 'tls'].includes(name),
  );
  const drilled = markedSettings(way, '$drilled', {
    given: ['auth.expiration', 'auth.serviceAccount', 'auth.type', 'auth.user'],
    filled: ['auth.secretName'],
    scope: DRILLED,
  });
  const flags: Flags = {
    ...hub.flags,
    ...member.flags,
    ...drilled.flags,
    ...OTHERS,
    ...alertFlags(ALERT_GROUPS, ALERTS),
    ...DASHBOARD_FLAGS,
  };
  return { hub, member, drilled, flags };
}
