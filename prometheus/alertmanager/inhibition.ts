import type { HubAlertName } from '../../inventory/alerts/hub';
import { WHAT_OF_A_MEMBER } from '../../inventory/check-names';
import { SEVERITIES } from '../../inventory/schema/alerts';
import { DRILL_LABEL, MISSING } from '../rules/inventory';
import { MEMBER_GROUPS } from '../rules/member';
import type { InhibitRule } from './types';

/** The alert that always fires: that it arrives says that alerts arrive. */
export const WATCHDOG = 'Watchdog' satisfies HubAlertName;

/** A cluster that the hub cannot ask. */
const DOWN = 'FederationDown' satisfies HubAlertName;

/** Alerts of the hub about itself: its own cluster can be a member as well. */
const OF_HUB = ['Hub.+', 'Alertmanager.+'];

/**
 * Alerts that silence others which say no more: those of a cluster of which nothing is known, and
 * the less urgent of the same thing.
 *
 * https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule
 *
 * @param clusterLabel - the label that tells members apart
 */
export function inhibitRules(clusterLabel: string): InhibitRule[] {
  const [critical, ...lesser] = SEVERITIES;
  const silences = (alertname: string, ...others: string[]): InhibitRule => ({
    // A fire drill is about a cluster that is well.
    source_matchers: [`alertname="${alertname}"`, `${DRILL_LABEL}=""`],
    target_matchers: [`alertname!~"${[alertname, ...others, WATCHDOG, ...OF_HUB].join('|')}"`],
    equal: [clusterLabel],
  });
  const lesserOf = (...equal: string[]): InhibitRule => ({
    source_matchers: [`severity="${critical}"`],
    target_matchers: [`severity=~"${lesser.join('|')}"`],
    equal,
  });
  return [
    // Of a cluster that is missing nothing else is news, that it cannot be asked included.
    silences(MISSING),
    // What is known of a cluster that cannot be asked is old; that it is missing is more.
    silences(DOWN, MISSING),
    // Labels that neither alert has are equal, so that a list for all kinds of alerts does.
    lesserOf(clusterLabel, 'alertname', ...OF_ONE_THING),
    ...early().map(([full, filling]) => ({
      source_matchers: [`alertname="${full}"`],
      target_matchers: [`alertname="${filling}"`],
      equal: [clusterLabel, ...OF_ONE_THING],
    })),
  ];
}

/** Alerts of members that say in time what others say too late, which silence them. */
const early = () =>
  MEMBER_GROUPS.flatMap(({ alerts = [] }) =>
    alerts.flatMap(({ name, silences }) => (silences ? [[name, silences] as const] : [])),
  );

/**
 * Labels that tell what alerts of one name are about; `alert` is the name that an alert has in the
 * member whose users wrote its rule.
 */
const OF_ONE_THING = ['alert', 'job', 'instance', ...WHAT_OF_A_MEMBER];
