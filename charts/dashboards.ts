import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { GrafanaDashboards, type GrafanaDashboardsProps } from '../constructs/grafana-dashboards';
import { shownDashboards } from '../dashboards';
import type { DashboardFile, Grafana, Hub } from '../model/types';

/** The dashboards that Grafana shows. */
export class DashboardsChart extends Chart {
  /** The ConfigMaps with them. */
  readonly dashboards: GrafanaDashboards;

  constructor(scope: Construct, id: string, props: GrafanaDashboardsProps) {
    super(scope, id);
    this.dashboards = new GrafanaDashboards(this, 'dashboards', props);
  }
}

/** promfleet's dashboards and the user's own, each as a file. */
export function dashboardFiles(
  hub: Pick<Hub, 'clusterLabel' | 'drillDown'>,
  grafana: Pick<Grafana, 'dashboards' | 'ownDashboards'>,
): DashboardFile[] {
  const own = grafana.ownDashboards.map(({ name, file, text }) => ({ name, file, text }));
  if (grafana.dashboards.length === 0) return own;
  // Loaded only now: it takes half as long as cdk8s, and not every command renders.
  const { grafanaJson } =
    require('../dashboards/grafana') as typeof import('../dashboards/grafana');
  const ours = shownDashboards(hub, grafana).map(({ name, dashboard }) => ({
    name,
    file: `${dashboard.uid}.json`,
    text: grafanaJson(dashboard),
  }));
  return [...ours, ...own];
}
