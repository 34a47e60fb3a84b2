import { HUB_ALERTS } from '../../../inventory/alerts/hub';
import { type AlertGroup, alertFlags } from '../alerts';
import { keysBelow } from '../chart/keys';
import { hubValuesSchema } from '../chart/values-schema';
import { markedSettings } from '../settings';
import { sourceFlags } from '../sources';
import type { Flags } from '../template/flags';
import { ALERTMANAGER_FLAGS } from './alertmanager';
import {
  EGRESS_PORTS,
  FEDERATION,
  JOBS_OF_USER,
  MEMBER_LABELS,
  MEMBERS,
  SECRETS,
  SOURCES,
} from './scopes';

const has = (of: string, key: string) => ({ expression: `hasKey ${of} "${key}"` });

/** What decides how a hub is rendered, beside whether a setting is there. */
const OTHERS = {
  restricted: { expression: '$hub.restricted' },
  highlyAvailable: { expression: 'gt (int $hub.replicas) 1' },
  shared: { expression: 'eq $hub.statestoreLayout "shared"' },
  federated: { expression: '$configMap.members', scope: FEDERATION, someOf: MEMBERS },
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
  ...sourceFlags(SOURCES),
  ...ALERTMANAGER_FLAGS,
} satisfies Flags;

/** Its alerts; that a group of its rules loses all of them is nobody's wish. */
export const ALERT_GROUPS: readonly AlertGroup[] = [
  { names: Object.keys(HUB_ALERTS), nothingElse: false },
];

/** What has the settings of its alerts. */
export const ALERTS = '$hub.alerts';

export type HubFlag = keyof typeof OTHERS;

/** The settings of a hub and of its members, and everything that decides how it is rendered. */
export function hubSettings() {
  const schema = hubValuesSchema();
  const hub = markedSettings(keysBelow(schema, 'hub'), '$hub', {
    given: [
      'alerts',
      'alertmanager.config',
      'alertmanager.existing',
      'alertmanager.heartbeat',
      'alertmanager.replicas',
      'alertmanager.resources',
      'alertmanager.secrets',
      'federateFrom',
      'imageRegistry',
      'replicas',
      'resources',
      'rules',
      'scrapeConfigs',
      'secrets',
      'statestoreLayout',
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
      'labels',
      'monitor',
    ],
    filled: ['auth.secretName', 'federation.timeout'],
    scope: MEMBERS,
  });
  const flags: Flags = {
    ...hub.flags,
    ...member.flags,
    ...OTHERS,
    ...alertFlags(ALERT_GROUPS, ALERTS),
  };
  return { hub, member, flags };
}
