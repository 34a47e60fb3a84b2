import type { Construct } from 'constructs';
import * as charts from '../../../charts';
import { fleetFile, resolved, resolvedMember } from '../../fleet';
import {
  alertmanager,
  type Case,
  configMap,
  dashboards,
  drillDown,
  grafana,
  hub,
  jobs,
  login,
} from './constructs';
import { MONITOR, READER } from './slices';

const monitor: Required<charts.MonitorChartProps> = MONITOR;
const namespace: Required<charts.NamespaceChartProps> = {
  namespace: 'watch',
  restricted: true,
  commonLabels: { team: 'a' },
  annotations: { owner: 'me' },
};

const member = (): Required<charts.MemberChartsProps> => {
  const { monitor, alerts, reader, patches } = resolvedMember(fleetFile());
  if (!monitor) throw new Error('a member without a monitor');
  return { monitor, alerts, reader, patches };
};

const drilled = () =>
  resolved(fleetFile({ cluster: 'federation: { drillDown: true }, monitor: { release: here }' }));

/** Every chart, and what makes several, by the name of its class. */
export const CHARTS: Readonly<Record<string, Case>> = {
  AccessChart: (scope: Construct) => new charts.AccessChart(scope, 'it', READER),
  AlertmanagerChart: (scope) => new charts.AlertmanagerChart(scope, 'it', alertmanager),
  DashboardsChart: (scope) => new charts.DashboardsChart(scope, 'it', dashboards),
  DrillDownChart: (scope) => new charts.DrillDownChart(scope, 'it', drillDown),
  FederationChart: (scope) => new charts.FederationChart(scope, 'it', jobs),
  GrafanaChart: (scope) => new charts.GrafanaChart(scope, 'it', grafana),
  HubChart: (scope) => new charts.HubChart(scope, 'it', hub),
  HubCharts: (scope) => new charts.HubCharts(scope, 'it', drilled()),
  LoginChart: (scope) => new charts.LoginChart(scope, 'it', login),
  MemberCharts: (scope) => new charts.MemberCharts(scope, 'it', member()),
  MonitorChart: (scope) => new charts.MonitorChart(scope, 'it', monitor),
  NamespaceChart: (scope) => new charts.NamespaceChart(scope, 'it', namespace),
  PrometheusConfigChart: (scope) => new charts.PrometheusConfigChart(scope, 'it', configMap),
};
