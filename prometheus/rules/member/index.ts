import type { AlertSettings } from '../../../model/types';
import { FEDERATED_LABELS } from '../../relabel/federated-rules';
import type { RuleFile } from '../../types';
import { alertRule, type Rule, thresholdOf } from '../rule';
import { AGGREGATED_APIS } from './aggregated-apis';
import { API_SERVER } from './api-server';
import { CORE_DNS } from './core-dns';
import { ETCD } from './etcd';
import type { MemberAlert, MemberGroup } from './group';
import { KUBE_CLIENTS } from './kube-clients';
import { KUBELET } from './kubelet';
import { KUBELET_CAPACITY } from './kubelet-capacity';
import { KUBELET_CERTIFICATES } from './kubelet-certificates';
import { NODE_CONDITIONS } from './node-conditions';
import { NODE_CPU } from './node-cpu';
import { NODE_DISK } from './node-disk';
import { NODE_FILESYSTEM, NODE_FILESYSTEM_FILLING_UP } from './node-filesystem';
import { NODE_MEMORY } from './node-memory';
import { NODE_NETWORK } from './node-network';
import { NODE_SYSTEM } from './node-system';
import { SCHEDULER } from './scheduler';
import type { Sources } from './sources';
import { UNSCHEDULABLE_PODS } from './unschedulable-pods';

/** The rules of members, in the order in which they stand in their file. */
export const MEMBER_GROUPS: readonly MemberGroup[] = [
  NODE_CPU,
  NODE_MEMORY,
  NODE_FILESYSTEM,
  NODE_FILESYSTEM_FILLING_UP,
  NODE_DISK,
  NODE_NETWORK,
  NODE_SYSTEM,
  NODE_CONDITIONS,
  KUBELET,
  KUBELET_CAPACITY,
  KUBELET_CERTIFICATES,
  API_SERVER,
  AGGREGATED_APIS,
  KUBE_CLIENTS,
  ETCD,
  SCHEDULER,
  UNSCHEDULABLE_PODS,
  CORE_DNS,
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
          ...records.map(({ record, expr }): Rule => ({ record, expr: expr(sources) })),
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
