/* Every chart of this room, for `library.ts`: each is one deployable. */

export { AccessChart } from './access';
export { AlertmanagerChart } from './alertmanager';
export { DashboardsChart } from './dashboards';
export { DrillDownChart } from './drill-down';
export { FederationChart } from './federation';
export { GrafanaChart } from './grafana';
export { HubChart } from './hub';
export { HubCharts } from './hub-charts';
export { LoginChart } from './login';
export { MemberCharts, type MemberChartsProps } from './member-charts';
export { MonitorChart, type MonitorChartProps } from './monitor';
export { NamespaceChart, type NamespaceChartProps } from './namespace';
export { PrometheusConfigChart } from './prometheus-config';
