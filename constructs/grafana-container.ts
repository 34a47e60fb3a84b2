import { GRAFANA } from '../model/components/grafana';
import type { Grafana } from '../model/types';
import { dashboardConfigMap } from './grafana-dashboards';
import {
  DASHBOARD_DIRECTORY,
  dashboardsName,
  dataSourcesName,
  providersName,
} from './grafana-provisioning';
import type { Container, EnvVar, Volume, VolumeProjection } from './k8s';
import { container } from './pod';
import { httpProbe } from './probes';

/** The container of Grafana. */
export function grafanaContainer(grafana: Grafana): Container {
  const { adminSecret, port } = grafana;
  return container(grafana, {
    env: [
      fromSecret('GF_SECURITY_ADMIN_USER', adminSecret, GRAFANA.adminKeys.user),
      fromSecret('GF_SECURITY_ADMIN_PASSWORD', adminSecret, GRAFANA.adminKeys.password),
      { name: 'GF_SERVER_HTTP_PORT', value: String(port) },
      ...NOTHING_OUTSIDE,
      { name: 'GF_LOG_MODE', value: 'console' },
    ],
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
      : { name: 'data', emptyDir: {} },
    { name: 'tmp', emptyDir: {} },
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

/**
 * Nothing is asked of the internet, neither by the server nor by its pages: no usage reports, no
 * update checks, no plugins and no keys for them, no avatars, no news, no public snapshots.
 *
 * https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
 */
const NOTHING_OUTSIDE: readonly EnvVar[] = [
  { name: 'GF_ANALYTICS_REPORTING_ENABLED', value: 'false' },
  { name: 'GF_ANALYTICS_CHECK_FOR_UPDATES', value: 'false' },
  { name: 'GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES', value: 'false' },
  { name: 'GF_PLUGINS_PREINSTALL_DISABLED', value: 'true' },
  { name: 'GF_PLUGINS_PLUGIN_ADMIN_ENABLED', value: 'false' },
  { name: 'GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED', value: 'true' },
  { name: 'GF_SECURITY_DISABLE_GRAVATAR', value: 'true' },
  { name: 'GF_NEWS_NEWS_FEED_ENABLED', value: 'false' },
  { name: 'GF_SNAPSHOTS_EXTERNAL_ENABLED', value: 'false' },
];

function fromSecret(name: string, secret: string, key: string): EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}
