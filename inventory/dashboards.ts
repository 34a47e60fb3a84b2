/** The dashboards that Grafana gets, each of which can be switched off by this name. */
export const DASHBOARDS = [
  'fleet',
  'cluster',
  'nodes',
  'workloads',
  'federation',
  'pushgateway',
  'prometheus',
  'alerts',
] as const;

export type DashboardName = (typeof DASHBOARDS)[number];
