import { EXPORTER_KEYS } from '../../../model/components';
import type { Flags } from '../template/flags';
import { API_SERVER_CIDRS, JOBS_OF_USER, PULL_SECRETS, SECRETS, SOURCES } from './scopes';

const has = (of: string, key: string) => ({ expression: `hasKey ${of} "${key}"` });
const is = (expression: string) => ({ expression });

/** What decides how a monitor is rendered: the names are those of its own keys, where it has one. */
export const MONITOR_FLAGS = {
  existing: is('$monitor.existing'),
  token: is('eq $cluster.auth.type "serviceAccountToken"'),
  createNamespace: is('$monitor.createNamespace'),
  networkPolicies: is('$monitor.networkPolicies'),
  ...(Object.fromEntries(EXPORTER_KEYS.map((key) => [key, is(`$monitor.${key}`)])) as Record<
    (typeof EXPORTER_KEYS)[number],
    { expression: string }
  >),
  highlyAvailable: is('gt (int $monitor.replicas) 1'),
  storage: is('$monitor.storage'),
  storageClass: is('$monitor.storageClass'),
  requests: has('$monitor.resources', 'requests'),
  limits: has('$monitor.resources', 'limits'),
  imagePullSecrets: { expression: '$monitor.imagePullSecrets', someOf: PULL_SECRETS },
  secrets: { expression: '$monitor.secrets', someOf: SECRETS },
  insecureKubelets: is('$monitor.kubelet.insecureSkipVerify'),
  nodeLabels: is('$monitor.nodeLabels'),
  objectLabels: is('$monitor.objectLabels'),
  apiServerCidrs: { expression: '$monitor.apiServerCidrs', someOf: API_SERVER_CIDRS },
  pushNamespaces: is('$monitor.pushNamespaces'),
  federateFrom: { expression: '$monitor.federateFrom', someOf: SOURCES },
  scrapeConfigs: { expression: '$monitor.scrapeConfigs', someOf: JOBS_OF_USER },
  rules: is('$monitor.rules'),
  autoReloadFlag: is('$monitor.features.autoReloadFlag'),
  extraScrapeMetrics: is('$monitor.features.extraScrapeMetrics'),
} satisfies Flags;
