import { GRAFANA } from '../model/components/grafana';
import { ownVariables } from '../model/grafana-env';
import type { Grafana } from '../model/types';
import { emptyDir } from './empty-dir';
import { dashboardConfigMap } from './grafana-dashboards';
import {
  DASHBOARD_DIRECTORY,
  dashboardsName,
  dataSourcesName,
  providersName,
} from './grafana-provisioning';
import type { Container, Volume, VolumeProjection } from './k8s';
import { container } from './pod';
import { httpProbe } from './probes';

/** The container of Grafana. */
export function grafanaContainer(grafana: Grafana): Container {
  return container(grafana, {
    env: [...ownVariables(grafana), ...grafana.env],
    startupProbe: httpProbe('/api/health', { periodSeconds: 5, failureThreshold: 60 }),
    readinessProbe: httpProbe('/api/health', { periodSeconds: 10 }),
    livenessProbe: httpProbe('/api/health', { periodSeconds: 30, timeoutSeconds: 10 }),
    volumeMounts: [
      { name: 'data', mountPath: '/var/lib/grafana' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'dashboards', mountPath: DASHBOARD_DIRECTORY, readOnly: true },
      { name: 'datasources', mountPath: '/etc/grafana/provisioning/datasources', readOnly: true },
      {
        name: 'dashboard-providers',
        mountPath: '/etc/grafana/provisioning/dashboards',
        readOnly: true,
      },
    ],
  });
}

/** The volumes that the container mounts. */
export function grafanaVolumes(grafana: Grafana): Volume[] {
  const { name, storage } = grafana;
  return [
    storage
      ? { name: 'data', persistentVolumeClaim: { claimName: name } }
      : emptyDir('data', GRAFANA.dataLimit),
    emptyDir('tmp', GRAFANA.dataLimit),
    { name: 'dashboards', projected: { sources: dashboardSources(grafana) } },
    { name: 'datasources', configMap: { name: dataSourcesName(name) } },
    { name: 'dashboard-providers', configMap: { name: providersName(name) } },
  ];
}

/**
 * The user's own ConfigMap, which may come and go, and those of the fleet: a dashboard that changes
 * shows up without a new pod, and one that was not applied is missing alone.
 */
const dashboardSources = ({ name, dashboards, ownDashboards }: Grafana): VolumeProjection[] =>
  [
    dashboardsName(name),
    ...[...dashboards, ...ownDashboards.map((own) => own.name)].map((dashboard) =>
      dashboardConfigMap(name, dashboard),
    ),
  ].map((configMap) => ({ configMap: { name: configMap, optional: true } }));
