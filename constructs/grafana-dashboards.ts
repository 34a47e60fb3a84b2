import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { DashboardFile, Objects } from '../model/types';
import { ConfigMap } from './config-map';

/** Name of the ConfigMap with a dashboard. */
export const dashboardConfigMap = (grafana: string, dashboard: string) =>
  `${grafana}-dashboard-${dashboard}`;

/** What dashboards are made from; `name` is that of Grafana's own objects. */
export interface GrafanaDashboardsProps extends Objects {
  /** A ConfigMap is made of each. */
  readonly dashboards: readonly DashboardFile[];
}

/** Dashboards for Grafana, a ConfigMap each, so that none is too large to be applied. */
export class GrafanaDashboards extends Construct {
  /** The ConfigMaps, in the order of the dashboards. */
  readonly configMaps: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: GrafanaDashboardsProps) {
    super(scope, id);
    const { name, namespace, labels, annotations, dashboards } = props;
    this.configMaps = dashboards.map(
      ({ name: dashboard, file, text }) =>
        new ConfigMap(this, dashboard, {
          name: dashboardConfigMap(name, dashboard),
          namespace,
          labels,
          annotations,
          files: { [file]: text },
        }).object,
    );
  }
}
