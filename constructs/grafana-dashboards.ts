import { Construct } from 'constructs';
import type { DashboardFile, Objects } from '../model/types';
import { ConfigMap } from './config-map';

/** Name of the ConfigMap with a dashboard. */
export const dashboardConfigMap = (grafana: string, dashboard: string) =>
  `${grafana}-dashboard-${dashboard}`;

export interface GrafanaDashboardsProps extends Objects {
  readonly dashboards: readonly DashboardFile[];
}

/** Dashboards for Grafana, a ConfigMap each, so that none is too large to be applied. */
export class GrafanaDashboards extends Construct {
  constructor(scope: Construct, id: string, props: GrafanaDashboardsProps) {
    super(scope, id);
    const { name, namespace, labels, dashboards } = props;
    for (const { name: dashboard, file, text } of dashboards) {
      new ConfigMap(this, dashboard, {
        name: dashboardConfigMap(name, dashboard),
        namespace,
        labels,
        files: { [file]: text },
      });
    }
  }
}
