import { Construct } from 'constructs';
import type { Fleet } from '../model/types';
import { YamlWriter } from '../yaml/write';
import { AlertmanagerChart } from './alertmanager';
import { ChartsOf } from './charts-of';
import { DashboardsChart } from './dashboards';
import { DrillDownChart } from './drill-down';
import { FederationChart } from './federation';
import { GrafanaChart } from './grafana';
import { HubChart } from './hub';
import { hubManifests } from './hub-manifests';
import { HUB_FILES } from './layout';
import { LoginChart } from './login';
import { NamespaceChart } from './namespace';
import { PrometheusConfigChart } from './prometheus-config';

/**
 * Everything that is deployed at the hub of a fleet, a chart for each file that `promfleet synth`
 * writes of it. It does not expect digests of its members, whose files are not written here.
 */
export class HubCharts extends Construct {
  /** Its Namespace; absent where promfleet does not make it. */
  readonly namespace?: NamespaceChart | undefined;
  /** The central Prometheus. */
  readonly server: HubChart;
  /** Its configuration. */
  readonly config: PrometheusConfigChart;
  /** A federation job for each member. */
  readonly federation: FederationChart;
  /** Rules that name the members. */
  readonly inventory: FederationChart;
  /** Absent where none is deployed, as all below. */
  readonly alertmanager?: AlertmanagerChart | undefined;
  /** The dashboards that Grafana shows. */
  readonly dashboards?: DashboardsChart | undefined;
  /** Grafana and its data sources. */
  readonly grafana?: GrafanaChart | undefined;
  /** What people log in to before they reach the Prometheus. */
  readonly login?: LoginChart | undefined;
  /** The Prometheus that reads raw series of members. */
  readonly drillDown?: DrillDownChart | undefined;

  constructor(scope: Construct, id: string, fleet: Fleet) {
    super(scope, id);
    const charts = new ChartsOf(this, hubManifests(fleet, new Map(), new YamlWriter()));
    this.namespace = charts.optional(HUB_FILES.namespace, NamespaceChart);
    this.server = charts.get(HUB_FILES.server, HubChart);
    this.config = charts.get(HUB_FILES.config, PrometheusConfigChart);
    this.federation = charts.get(HUB_FILES.federation, FederationChart);
    this.inventory = charts.get(HUB_FILES.inventory, FederationChart);
    this.alertmanager = charts.optional(HUB_FILES.alertmanager, AlertmanagerChart);
    this.dashboards = charts.optional(HUB_FILES.dashboards, DashboardsChart);
    this.grafana = charts.optional(HUB_FILES.grafana, GrafanaChart);
    this.login = charts.optional(HUB_FILES.login, LoginChart);
    this.drillDown = charts.optional(HUB_FILES.drillDown, DrillDownChart);
  }
}
