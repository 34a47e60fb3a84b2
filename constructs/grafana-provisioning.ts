import { Construct } from 'constructs';
import type { Grafana } from '../model/types';
import { ConfigMap } from './config-map';
import type { Part } from './labels';
import { yamlText } from '../yaml/write';

/** Identifier that dashboards refer to the hub's Prometheus by. */
export const DATA_SOURCE_UID = 'promfleet';

/** Where dashboards are read from, a subfolder per directory. */
export const DASHBOARD_DIRECTORY = '/var/lib/grafana/dashboards';

export interface GrafanaProvisioningProps {
  readonly grafana: Grafana;
  readonly part: Part;
}

/**
 * Grafana's data source and its folder of dashboards.
 *
 * https://grafana.com/docs/grafana/latest/administration/provisioning/
 */
export class GrafanaProvisioning extends Construct {
  constructor(scope: Construct, id: string, { grafana, part }: GrafanaProvisioningProps) {
    super(scope, id);
    const files = { name: grafana.name, namespace: grafana.namespace, part };
    new ConfigMap(this, 'data-sources', {
      ...files,
      name: `${grafana.name}-datasources`,
      files: { 'prometheus.yaml': yamlText(dataSources(grafana)) },
    });
    new ConfigMap(this, 'dashboard-providers', {
      ...files,
      name: `${grafana.name}-dashboard-providers`,
      files: { 'fleet.yaml': yamlText(dashboardProviders()) },
    });
  }
}

function dataSources({ prometheusUrl }: Grafana) {
  return {
    apiVersion: 1,
    datasources: [
      {
        name: 'Prometheus',
        uid: DATA_SOURCE_UID,
        type: 'prometheus',
        access: 'proxy',
        url: prometheusUrl,
        isDefault: true,
        editable: false,
        jsonData: { httpMethod: 'POST', prometheusType: 'Prometheus' },
      },
    ],
  };
}

function dashboardProviders() {
  return {
    apiVersion: 1,
    providers: [
      {
        name: 'fleet',
        folder: 'Fleet',
        type: 'file',
        allowUiUpdates: false,
        options: { path: DASHBOARD_DIRECTORY },
      },
    ],
  };
}
