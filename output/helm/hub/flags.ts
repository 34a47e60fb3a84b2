import { sourceFlags } from '../sources';
import type { Flags } from '../template/flags';
import {
  EGRESS_PORTS,
  JOBS_OF_USER,
  MEMBER_LABELS,
  MEMBERS,
  PULL_SECRETS,
  SECRETS,
  SOURCES,
} from './scopes';

const is = (expression: string) => ({ expression });
const has = (of: string, key: string) => is(`hasKey ${of} "${key}"`);
const ofMember = (expression: string) => ({ expression, scope: MEMBERS });

/** What decides how a hub is rendered: the names are those of its own keys, where it has one. */
export const HUB_FLAGS = {
  createNamespace: is('$hub.createNamespace'),
  restricted: is('$hub.restricted'),
  networkPolicies: is('$hub.networkPolicies'),
  highlyAvailable: is('gt (int $hub.replicas) 1'),
  storage: is('$hub.storage'),
  storageClass: is('$hub.storageClass'),
  requests: has('$hub.resources', 'requests'),
  limits: has('$hub.resources', 'limits'),
  imagePullSecrets: { expression: '$hub.imagePullSecrets', someOf: PULL_SECRETS },
  secrets: { expression: '$hub.secrets', someOf: SECRETS },
  grafana: is('$hub.grafana.enabled'),
  grafanaStorage: is('$hub.grafana.storage'),
  grafanaStorageClass: is('$hub.grafana.storageClass'),
  egressPorts: { expression: '$hub.egressPorts', someOf: EGRESS_PORTS },
  federateFrom: { expression: '$hub.federateFrom', someOf: SOURCES },
  scrapeConfigs: { expression: '$hub.scrapeConfigs', someOf: JOBS_OF_USER },
  rules: is('$hub.rules'),
  records: is('$hub.records'),
  autoReloadFlag: is('$hub.features.autoReloadFlag'),
  extraScrapeMetrics: is('$hub.features.extraScrapeMetrics'),
  jobRedirects: { ...has('$config', 'follow_redirects'), scope: JOBS_OF_USER },
  token: ofMember('eq $member.auth.type "serviceAccountToken"'),
  serverName: ofMember('$member.tls.serverName'),
  insecure: ofMember('$member.tls.insecureSkipVerify'),
  labels: { expression: '$member.labels', scope: MEMBERS, someOf: MEMBER_LABELS },
  ...sourceFlags(SOURCES),
} satisfies Flags;
