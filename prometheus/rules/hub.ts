import type { Hub } from '../../model/types';
import type { RuleFile } from '../types';
import { alertmanagerRules } from './alertmanager';
import { clockRules } from './clock';
import { credentialExpires } from './credential-ends';
import { federationRules } from './federation';
import { fleetRules } from './fleet';
import type { HubAlert } from './hub-alert';
import { healthRules } from './hub-health';
import { clusterDrilled, clusterMissing } from './inventory';
import { notificationRules } from './notifications';
import { otherAlerts, relayedAlerts } from './relay';
import { alertRule, type Rule } from './rule';

/**
 * The hub's alerts about its members and itself, by the hub's own word: no member can raise or
 * silence one of another's. What members raise themselves it passes on, each as that member's.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export const hubRules = (hub: Hub): RuleFile => rulesWith(hub, relayedAlerts(hub));

/** Those that read series of members; what is passed on comes without being asked for. */
export const readingRules = (hub: Hub): RuleFile => rulesWith(hub, []);

function rulesWith(hub: Hub, relayed: readonly Rule[]): RuleFile {
  const { federation, health, notifications, others } = grouped(hub);
  const drilled = clusterDrilled(hub, memberOf(hub));
  const settled = (alerts: readonly HubAlert[]) =>
    alerts.flatMap((alert) => alertRule(alert, hub.alerts));
  return {
    groups: [
      { name: 'promfleet-federation', rules: settled([drilled, ...federation]) },
      { name: 'promfleet-hub', rules: settled(health) },
      { name: 'promfleet-notifications', rules: settled(notifications) },
      { name: 'promfleet-members', rules: [...relayed, ...settled(others)] },
    ],
  };
}

/** The alerts of a hub that have settings. */
export const hubAlerts = (hub: Hub): HubAlert[] => Object.values(grouped(hub)).flat();

/** The name of the member that an alert is about, as its texts have it. */
const memberOf = ({ clusterLabel }: Hub) => `{{ $labels.${clusterLabel} }}`;

function grouped(hub: Hub) {
  const member = memberOf(hub);
  return {
    federation: [
      clusterMissing(hub, member),
      ...fleetRules(hub, member),
      ...federationRules(hub, member),
      ...clockRules(hub, member),
      credentialExpires(member),
    ],
    health: healthRules(hub),
    notifications: [...notificationRules(hub), ...alertmanagerRules(hub)],
    others: [otherAlerts(hub, member)],
  };
}
