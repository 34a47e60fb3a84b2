/*
 * Every construct of this room, for `library.ts`: each is one component, whole. Nothing in the house
 * imports this file, so that who needs one construct loads no other.
 */

export { Alertmanager, type AlertmanagerProps } from './alertmanager';
export { Component } from './component';
export { ConfigMap, type ConfigMapProps } from './config-map';
export { Door, type DoorProps } from './door';
export { DrillDown, type DrillDownProps } from './drill-down';
export {
  type FederationConfigMap,
  FederationJobs,
  type FederationJobsProps,
} from './federation-jobs';
export { FederationReader } from './federation-reader';
export type { Queried } from './grafana';
export { Grafana, type GrafanaProps } from './grafana';
export { GrafanaDashboards, type GrafanaDashboardsProps } from './grafana-dashboards';
export { GrafanaProvisioning } from './grafana-provisioning';
export { HubPrometheus, type HubPrometheusProps } from './hub-prometheus';
export { KubeStateMetrics, type KubeStateMetricsProps } from './kube-state-metrics';
export { Login, type LoginProps } from './login';
export { MonitorPrometheus, type MonitorPrometheusProps, rulesName } from './monitor-prometheus';
export type { Mount } from './mount';
export { Namespace, type NamespaceProps } from './namespace';
export {
  Allow,
  type AllowProps,
  anyPod,
  anywhere,
  DefaultDeny,
  type DefaultDenyProps,
  dns,
  podsOf,
  podsWith,
  targets,
  tcp,
} from './network-policy';
export { NodeExporter, type NodeExporterProps } from './node-exporter';
export { PrometheusServer, type PrometheusServerProps } from './prometheus-server';
export { Pushgateway, type PushgatewayProps } from './pushgateway';
export { DisruptionBudget } from './replicas';
export { Account, type NamedPort, Service, type ServiceProps } from './service';
export type { StatestoreProps } from './statestore';
export { StatsdExporter, type StatsdExporterProps } from './statsd-exporter';
