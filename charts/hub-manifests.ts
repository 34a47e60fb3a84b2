import type { FederationConfigMap } from '../constructs/federation-jobs';
import { matching } from '../dashboards/matching';
import type { Fleet, Hub, Member, Workload } from '../model/types';
import { alertmanagerConfig } from '../prometheus/alertmanager/config';
import { CONFIG_FILE, HUB_RULES_FILE, HUB_TARGETS_FILE, RULES_FILE } from '../prometheus/files';
import { hubConfig, hubTargets, hubUserRules } from '../prometheus/hub';
import { federationText } from '../prometheus/jobs/federation-text';
import { selectors } from '../prometheus/match/compile';
import { drillDownConfig } from '../prometheus/remote-read';
import { hubRules } from '../prometheus/rules/hub';
import type { ExpectedMember } from '../prometheus/rules/inventory';
import { inventoryText } from '../prometheus/rules/inventory-text';
import type { YamlWriter } from '../yaml/write';
import { AlertmanagerChart } from './alertmanager';
import { type ChartFile, chartFile, patchedFiles, uniqueChartFile } from './chart-file';
import { DashboardsChart, dashboardFiles } from './dashboards';
import { DrillDownChart } from './drill-down';
import { FederationChart } from './federation';
import { GrafanaChart } from './grafana';
import { HubChart } from './hub';
import { HUB_FILES } from './layout';
import { LoginChart } from './login';
import { NamespaceChart } from './namespace';
import { PrometheusConfigChart } from './prometheus-config';

/**
 * The files of the hub: Prometheus, its configuration, the federation jobs, Alertmanager, Grafana.
 *
 * @param digests - of the manifests of members that have some, by their names
 */
export function hubManifests(
  fleet: Fleet,
  digests: ReadonlyMap<string, string>,
  yaml: YamlWriter,
): ChartFile[] {
  const { hub, members } = fleet;
  const { server, alertmanager, grafana, login, federationLabels, inventoryLabels } = hub;
  const { name, namespace, labels, annotations } = server;
  const configMaps = federationConfigMaps(fleet, yaml);
  const inventory = inventoryConfigMaps(hub, members, digests, yaml);
  const files = [
    uniqueChartFile(HUB_FILES.server, HubChart, {
      server,
      alertmanager: queried(alertmanager),
      grafana,
      drillDown: hub.drillDown,
      statestore: hub.statestore,
      statestoreSecrets: hub.statestoreSecrets,
      credentials: hub.statestoreSecrets ? [] : members.map(({ job }) => job.credentials),
      federationConfigMaps: hub.federationConfigMaps,
      inventoryConfigMaps: hub.inventoryConfigMaps,
      drillConfigMap: hub.drillConfigMap,
      credentialEndsConfigMaps: hub.credentialEndsConfigMaps,
      egressPorts: hub.egressPorts,
    }),
    uniqueChartFile(HUB_FILES.config, PrometheusConfigChart, {
      name,
      namespace,
      labels,
      annotations,
      files: configFiles(hub, yaml),
    }),
    uniqueChartFile(HUB_FILES.federation, FederationChart, {
      namespace,
      labels: federationLabels,
      annotations,
      configMaps,
    }),
    uniqueChartFile(HUB_FILES.inventory, FederationChart, {
      namespace,
      labels: inventoryLabels,
      annotations,
      configMaps: inventory,
    }),
    ...(alertmanager
      ? [
          uniqueChartFile(HUB_FILES.alertmanager, AlertmanagerChart, {
            alertmanager,
            config: yaml.mapping(alertmanagerConfig(alertmanager)),
            clients: [server.selector, ...(grafana ? [grafana.selector] : [])],
          }),
        ]
      : []),
    ...(grafana
      ? [
          uniqueChartFile(HUB_FILES.dashboards, DashboardsChart, {
            name: grafana.name,
            namespace: grafana.namespace,
            labels: grafana.labels,
            annotations: grafana.annotations,
            dashboards: dashboardFiles(hub, grafana),
          }),
          uniqueChartFile(HUB_FILES.grafana, GrafanaChart, {
            grafana,
            prometheus: queriedOf(server),
            alertmanager: queried(alertmanager),
          }),
        ]
      : []),
    ...(login
      ? [uniqueChartFile(HUB_FILES.login, LoginChart, { login, prometheus: queriedOf(server) })]
      : []),
    ...drillDownManifests(hub, yaml),
  ];
  return [...hubNamespaceManifests(hub), ...patchedFiles(files, hub.patches)];
}

function drillDownManifests(hub: Hub, yaml: YamlWriter): ChartFile[] {
  const { drillDown, statestore, statestoreSecrets, egressPorts } = hub;
  if (!drillDown) return [];
  const { server, remoteReads } = drillDown;
  return [
    uniqueChartFile(HUB_FILES.drillDown, DrillDownChart, {
      server,
      asker: hub.server.selector,
      statestore,
      statestoreSecrets,
      credentials: statestoreSecrets ? [] : remoteReads.map(({ credentials }) => credentials),
      egressPorts,
      files: { [CONFIG_FILE]: yaml.mapping(drillDownConfig(drillDown)) },
    }),
  ];
}

/** Whom others connect to. */
const queriedOf = ({ selector, port }: Workload) => ({ selector, port });

const queried = (one: Workload | undefined) => one && queriedOf(one);

/** The file with the hub's Namespace, where that is promfleet's to make. */
export function hubNamespaceManifests({ server, patches }: Hub): ChartFile[] {
  const { namespace, restricted, commonLabels, annotations, createNamespace } = server;
  if (!createNamespace) return [];
  const props = { namespace, restricted, commonLabels, annotations };
  const file = chartFile(HUB_FILES.namespace, NamespaceChart, props);
  return patchedFiles([file], patches);
}

function configFiles(hub: Hub, yaml: YamlWriter): Record<string, string> {
  const rules = hubUserRules(hub);
  return {
    [CONFIG_FILE]: yaml.mapping(hubConfig(hub)),
    [HUB_TARGETS_FILE]: yaml.items(hubTargets(hub)),
    [HUB_RULES_FILE]: yaml.mapping(hubRules(hub)),
    ...(rules ? { [RULES_FILE]: yaml.mapping(rules) } : {}),
  };
}

/** The federation jobs by ConfigMap, a file each. */
function federationConfigMaps(fleet: Fleet, yaml: YamlWriter): FederationConfigMap[] {
  const { hub, members } = fleet;
  const configMaps = byName<Record<string, string>>(hub.federationConfigMaps, () => ({}));
  const match = matching(fleet);
  for (const member of members) {
    const { job } = member;
    const files = configMaps.get(job.configMap);
    const text = federationText(job, selectors(match(member)), yaml, '  ');
    if (files) files[`${job.cluster}.yaml`] = `scrape_configs:\n${text}`;
  }
  return [...configMaps].map(([name, files]) => ({ name, files }));
}

/** The names and digests of the members by ConfigMap, a file of rules each. */
function inventoryConfigMaps(
  hub: Hub,
  members: readonly Member[],
  digests: ReadonlyMap<string, string>,
  yaml: YamlWriter,
): FederationConfigMap[] {
  const clusters = byName<ExpectedMember[]>(hub.inventoryConfigMaps, () => []);
  for (const { job, name } of members) {
    clusters.get(job.inventoryConfigMap)?.push({ name, digest: digests.get(name) });
  }
  return [...clusters].map(([name, expected]) => ({
    name,
    files: { [`${name}.yml`]: inventoryText(hub, name, expected, yaml) },
  }));
}

const byName = <Value>(names: readonly string[], empty: () => Value) =>
  new Map(names.map((name) => [name, empty()]));
