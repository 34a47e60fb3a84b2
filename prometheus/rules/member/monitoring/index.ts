import type { MemberGroup } from '../group';
import { CARDINALITY } from './cardinality';
import { KUBE_STATE_METRICS_HEALTH } from './kube-state-metrics';
import { PROMETHEUS_HEALTH } from './prometheus-health';
import { PROMETHEUS_SCRAPES } from './prometheus-scrapes';
import { PUSHED } from './pushgateway';
import { TARGETS } from './targets';
import { KUBERNETES_VERSIONS, PROMETHEUS_VERSIONS } from './versions';

/** Prometheus itself, and what it scrapes. */
export const MONITORING_GROUPS: readonly MemberGroup[] = [
  TARGETS,
  PUSHED,
  PROMETHEUS_HEALTH,
  PROMETHEUS_SCRAPES,
  CARDINALITY,
  KUBE_STATE_METRICS_HEALTH,
  PROMETHEUS_VERSIONS,
  KUBERNETES_VERSIONS,
];
