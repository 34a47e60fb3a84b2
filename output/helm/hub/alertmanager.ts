import type { Alertmanager, AlertmanagerClient } from '../../../model/alertmanager-types';
import type { Draft, Marker } from '../template/draft';
import type { Flags } from '../template/flags';
import { mounted, withImage } from '../workload';
import { ALERTMANAGER_SECRETS, EXISTING_ALERTMANAGERS, REPLICAS } from './scopes';

const OF_EXISTING = { scope: EXISTING_ALERTMANAGERS };

/** What decides how alerts are sent, and how the hub's Alertmanager is rendered. */
export const ALERTMANAGER_FLAGS = {
  alertmanagerReplicas: { expression: 'gt (int $hub.alertmanager.replicas) 1' },
  alertmanagerRequests: { expression: 'hasKey $hub.alertmanager.resources "requests"' },
  alertmanagerLimits: { expression: 'hasKey $hub.alertmanager.resources "limits"' },
  alertmanagerSecrets: {
    expression: '$hub.alertmanager.secrets',
    someOf: ALERTMANAGER_SECRETS,
  },
  alertmanagerGlobal: { expression: '$hub.alertmanager.config.global' },
  timeIntervals: { expression: '$hub.alertmanager.config.time_intervals' },
  heartbeat: { expression: '$hub.alertmanager.heartbeat' },
  existingAlertmanagers: {
    expression: '$hub.alertmanager.existing',
    someOf: EXISTING_ALERTMANAGERS,
  },
  existingHttps: { expression: 'eq $existing.scheme "https"', ...OF_EXISTING },
  existingPrefix: { expression: '$existing.path_prefix', ...OF_EXISTING },
  existingTls: { expression: 'hasKey $existing "tls_config"', ...OF_EXISTING },
  existingAuthorization: { expression: 'hasKey $existing "authorization"', ...OF_EXISTING },
  existingBasicAuth: { expression: 'hasKey $existing "basic_auth"', ...OF_EXISTING },
} satisfies Flags;

type AlertmanagerDraft = Draft<keyof typeof ALERTMANAGER_FLAGS>;

/** The hub's Alertmanager, as far as it follows from flags, from its image and from what is given. */
export function alertmanagerOf(derived: Alertmanager, draft: AlertmanagerDraft): Alertmanager {
  const given = (key: string) => draft.whole(`$hub.alertmanager.${key}`);
  return {
    ...withImage(derived, 'alertmanager', draft),
    replicas: draft.each(REPLICAS, (one) => ({
      pod: one.plain('$replica.pod'),
      host: one.plain('$replica.host'),
      address: one.plain('$replica.address'),
    })),
    replicaCount: draft.number('$hub.alertmanager.replicas'),
    highlyAvailable: draft.on('alertmanagerReplicas'),
    secrets: draft.on('alertmanagerSecrets') ? draft.each(ALERTMANAGER_SECRETS, mounted) : [],
    resources: {
      requests: draft.if('alertmanagerRequests', given('resources.requests')),
      limits: draft.if('alertmanagerLimits', given('resources.limits')),
    },
    route: { ...given('route'), routes: [given('routes')] },
    config: {
      global: draft.if('alertmanagerGlobal', given('config.global')),
      receivers: [given('config.receivers')],
      inhibit_rules: [given('config.inhibit_rules')],
      time_intervals: draft.if('timeIntervals', [given('config.time_intervals')]),
    },
    heartbeat: draft.if('heartbeat', {
      secret: draft.plain('$hub.alertmanager.heartbeat.secret'),
      key: draft.plain('$hub.alertmanager.heartbeat.key'),
      interval: draft.plain('$hub.alertmanager.heartbeat.interval'),
      half: draft.plain('$hub.alertmanager.heartbeat.half'),
    }),
  };
}

/** Where alerts are sent: to what is deployed, or to what is there already. */
export function clientsOf(
  deployed: Alertmanager | undefined,
  draft: AlertmanagerDraft,
): AlertmanagerClient[] {
  if (deployed) return [{ targets: deployed.replicas.map(({ address }) => address) }];
  return draft.on('existingAlertmanagers')
    ? draft.each(EXISTING_ALERTMANAGERS, existing(draft))
    : [];
}

const existing =
  (draft: AlertmanagerDraft) =>
  (one: Marker): AlertmanagerClient => ({
    targets: [one.whole('$existing.targets')],
    ...(draft.on('existingHttps') && { scheme: 'https' }),
    ...(draft.on('existingPrefix') && { path_prefix: one.text('$existing.path_prefix') }),
    ...(draft.on('existingTls') && { tls_config: one.whole('$existing.tls_config') }),
    ...(draft.on('existingAuthorization') && {
      authorization: one.whole('$existing.authorization'),
    }),
    ...(draft.on('existingBasicAuth') && { basic_auth: one.whole('$existing.basic_auth') }),
  });
