import type { AlertSettings } from '../../../model/types';
import { FEDERATED_LABELS } from '../../relabel/federated-rules';
import type { RuleFile } from '../../types';
import { alertRule, type Rule, thresholdOf } from '../rule';
import { AGGREGATED_APIS } from './aggregated-apis';
import { API_SERVER } from './api-server';
import { AUTOSCALERS } from './autoscalers';
import { CARDINALITY } from './cardinality';
import { CLAIMS } from './claims';
import { CONTAINER_USAGE } from './container-usage';
import { CORE_DNS } from './core-dns';
import { DAEMON_SETS } from './daemon-sets';
import { DEPLOYMENTS } from './deployments';
import { ETCD } from './etcd';
import type { MemberAlert, MemberGroup } from './group';
import { JOBS } from './jobs';
import { KUBE_CLIENTS } from './kube-clients';
import { KUBE_STATE_METRICS_HEALTH } from './kube-state-metrics';
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
import { PODS } from './pods';
import { PROMETHEUS_HEALTH } from './prometheus-health';
import { PROMETHEUS_SCRAPES } from './prometheus-scrapes';
import { PUSHED } from './pushgateway';
import { QUOTAS } from './quotas';
import { REQUESTS_AND_LIMITS } from './requests';
import { RIGHT_SIZING } from './right-sizing';
import { SCHEDULER } from './scheduler';
import type { Sources } from './sources';
import { STATEFUL_SETS } from './stateful-sets';
import { TARGETS } from './targets';
import { UNSCHEDULABLE_PODS } from './unschedulable-pods';
import { VOLUMES } from './volumes';
import { WORKLOAD_OWNERS } from './workload-owners';
import { WORKLOAD_USAGE } from './workload-usage';

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
  PODS,
  DEPLOYMENTS,
  STATEFUL_SETS,
  DAEMON_SETS,
  JOBS,
  AUTOSCALERS,
  WORKLOAD_OWNERS,
  CONTAINER_USAGE,
  WORKLOAD_USAGE,
  REQUESTS_AND_LIMITS,
  RIGHT_SIZING,
  QUOTAS,
  VOLUMES,
  CLAIMS,
  TARGETS,
  PUSHED,
  PROMETHEUS_HEALTH,
  PROMETHEUS_SCRAPES,
  CARDINALITY,
  KUBE_STATE_METRICS_HEALTH,
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
