import { DRILL_LABEL, MISSING } from '../rules/inventory';
import type { InhibitRule } from './types';

/** The alert that always fires: that it arrives says that alerts arrive. */
export const WATCHDOG = 'Watchdog';

/** How urgent alerts are, the most urgent first; `none` asks nobody to do anything. */
export const SEVERITIES = ['critical', 'warning', 'info', 'none'] as const;

/** A cluster that the hub cannot ask. */
const DOWN = 'FederationDown';

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
  const lessUrgent = `severity=~"${lesser.filter((one) => one !== 'none').join('|')}"`;
  const silences = (alertname: string, ...others: string[]): InhibitRule => ({
    // A fire drill is about a cluster that is well.
    source_matchers: [`alertname="${alertname}"`, `${DRILL_LABEL}=""`],
    target_matchers: [`alertname!~"${[alertname, ...others, WATCHDOG].join('|')}"`],
    equal: [clusterLabel],
  });
  const lesserOf = (...equal: string[]): InhibitRule => ({
    source_matchers: [`severity="${critical}"`],
    target_matchers: [lessUrgent],
    equal,
  });
  return [
    // Of a cluster that is missing nothing else is news, that it cannot be asked included.
    silences(MISSING),
    // What is known of a cluster that cannot be asked is old; that it is missing is more.
    silences(DOWN, MISSING),
    // Labels that neither alert has are equal, so that a list for all kinds of alerts does.
    lesserOf(clusterLabel, 'alertname', ...OF_ONE_THING),
  ];
}

/**
 * Labels that tell what alerts of one name are about; `alert` is the name that an alert has in the
 * member whose users wrote its rule.
 */
const OF_ONE_THING = [
  'alert',
  'namespace',
  'instance',
  'pod',
  'persistentvolumeclaim',
  'mountpoint',
];
