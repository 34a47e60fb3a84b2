import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { GRAFANA } from '../model/components/grafana';
import type { Grafana } from '../model/types';
import { yamlText } from '../yaml/write';
import { ConfigMap } from './config-map';

/** Where dashboards are read from, a subfolder per directory. */
export const DASHBOARD_DIRECTORY = '/var/lib/grafana/dashboards';

/** How often it is looked for dashboards that changed; a changed ConfigMap takes a minute to be seen. */
const UPDATE_SECONDS = 30;

/** Name of the ConfigMap with data sources. */
export const dataSourcesName = (grafana: string) => `${grafana}-datasources`;

/** Name of the ConfigMap that says where dashboards are. */
export const providersName = (grafana: string) => `${grafana}-dashboard-providers`;

/** Name of the user's ConfigMap with dashboards. */
export const dashboardsName = (grafana: string) => `${grafana}-dashboards`;

/**
 * Grafana's data sources and its folder of dashboards.
 *
 * https://grafana.com/docs/grafana/latest/administration/provisioning/
 */
export class GrafanaProvisioning extends Construct {
  /** The ConfigMap with data sources. */
  readonly dataSources: ApiObject;
  /** The ConfigMap that says where dashboards are. */
  readonly providers: ApiObject;

  constructor(scope: Construct, id: string, grafana: Grafana) {
    super(scope, id);
    const { name, namespace, labels, annotations } = grafana;
    this.dataSources = new ConfigMap(this, 'data-sources', {
      name: dataSourcesName(name),
      namespace,
      labels,
      annotations,
      files: { 'prometheus.yaml': yamlText(dataSources(grafana)) },
    }).object;
    this.providers = new ConfigMap(this, 'dashboard-providers', {
      name: providersName(name),
      namespace,
      labels,
      annotations,
      files: { 'fleet.yaml': yamlText(dashboardProviders()) },
    }).object;
  }
}

function dataSources({ prometheusUrl, alertmanagerUrl, sampleInterval }: Grafana) {
  return {
    apiVersion: 1,
    datasources: [
      {
        name: 'Prometheus',
        uid: GRAFANA.dataSourceUid,
        type: 'prometheus',
        access: 'proxy',
        url: prometheusUrl,
        isDefault: true,
        editable: false,
        jsonData: {
          httpMethod: 'POST',
          prometheusType: 'Prometheus',
          // $__rate_interval is four times this: a shorter one finds no two samples to compare.
          timeInterval: sampleInterval,
        },
      },
      ...(alertmanagerUrl ? [alertmanager(alertmanagerUrl)] : []),
    ],
  };
}

/** Where Grafana finds alerts and silences. */
const alertmanager = (url: string) => ({
  name: 'Alertmanager',
  uid: `${GRAFANA.dataSourceUid}-alertmanager`,
  type: 'alertmanager',
  access: 'proxy',
  url,
  editable: false,
  jsonData: { implementation: 'prometheus', handleGrafanaManagedAlerts: false },
});

function dashboardProviders() {
  return {
    apiVersion: 1,
    providers: [
      {
        name: 'fleet',
        folder: 'Fleet',
        type: 'file',
        allowUiUpdates: false,
        updateIntervalSeconds: UPDATE_SECONDS,
        options: { path: DASHBOARD_DIRECTORY },
      },
    ],
  };
}
