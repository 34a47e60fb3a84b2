import type { AlertSettings } from '../../../model/types';
import { FEDERATED_LABELS } from '../../relabel/federated-rules';
import type { RuleFile } from '../../types';
import { alertRule, type Rule, thresholdOf } from '../rule';
import type { MemberAlert, MemberGroup } from './group';
import { KUBERNETES_GROUPS } from './kubernetes';
import { MONITORING_GROUPS } from './monitoring';
import { NODE_GROUPS } from './nodes';
import type { Sources } from './sources';
import { WORKLOAD_GROUPS } from './workloads';

/** The rules of members, in the order in which they stand in their file. */
export const MEMBER_GROUPS: readonly MemberGroup[] = [
  ...NODE_GROUPS,
  ...KUBERNETES_GROUPS,
  ...WORKLOAD_GROUPS,
  ...MONITORING_GROUPS,
];

/**
 * What promfleet lets a member's Prometheus record, and what it raises alerts about: as much as it
 * has the metrics for.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export function promfleetRules(sources: Sources, settings: AlertSettings): RuleFile {
  const groups = MEMBER_GROUPS.filter(({ needs }) => needs.every((name) => sources[name] !== ''));
  return {
    groups: groups
      .map(({ name, interval, records = [], alerts = [] }) => ({
        name,
        ...(interval === undefined ? {} : { interval }),
        rules: [
          ...records.map(
            ({ record, expr, federated }): Rule => ({
              record,
              expr: expr(sources),
              ...(federated ? { labels: FEDERATED_LABELS } : {}),
            }),
          ),
          ...alerts.flatMap((alert) => ruleOf(alert, sources, settings)),
        ],
      }))
      .filter(({ rules }) => rules.length > 0),
  };
}

function ruleOf(alert: MemberAlert, sources: Sources, settings: AlertSettings): Rule[] {
  const expr =
    alert.threshold === undefined
      ? alert.expr(sources)
      : alert.expr(sources, thresholdOf(alert.name, alert.threshold, settings));
  return alertRule({ ...alert, expr, labels: FEDERATED_LABELS }, settings);
}
