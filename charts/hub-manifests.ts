import type { FederationConfigMap } from '../constructs/federation-jobs';
import type { Fleet, Hub, Member, Workload } from '../model/types';
import { alertmanagerConfig } from '../prometheus/alertmanager/config';
import { CONFIG_FILE, HUB_RULES_FILE, HUB_TARGETS_FILE, RULES_FILE } from '../prometheus/files';
import { hubConfig, hubTargets, hubUserRules } from '../prometheus/hub';
import { federationText } from '../prometheus/jobs/federation-text';
import { federationMatch } from '../prometheus/match/default';
import { hubRules } from '../prometheus/rules/hub';
import { inventoryText } from '../prometheus/rules/inventory-text';
import type { YamlWriter } from '../yaml/write';
import { AlertmanagerChart } from './alertmanager';
import { type ChartFile, chartFile, uniqueChartFile } from './chart-file';
import { FederationChart } from './federation';
import { GrafanaChart } from './grafana';
import { HubChart } from './hub';
import { HUB_FILES } from './layout';
import { NamespaceChart } from './namespace';
import { PrometheusConfigChart } from './prometheus-config';

/** The files of the hub: Prometheus, its configuration, the federation jobs, Alertmanager, Grafana. */
export function hubManifests({ hub, members }: Fleet, yaml: YamlWriter): ChartFile[] {
  const { server, alertmanager, grafana, federationLabels, inventoryLabels } = hub;
  const { name, namespace, labels } = server;
  const configMaps = federationConfigMaps(hub, members, yaml);
  const inventory = inventoryConfigMaps(hub, members, yaml);
  return [
    ...hubNamespaceManifests(hub),
    uniqueChartFile(HUB_FILES.server, HubChart, {
      server,
      alertmanager: queried(alertmanager),
      grafana,
      statestore: hub.statestore,
      statestoreSecrets: hub.statestoreSecrets,
      credentials: hub.statestoreSecrets ? [] : members.map(({ job }) => job.credentials),
      federationConfigMaps: hub.federationConfigMaps,
      inventoryConfigMaps: hub.inventoryConfigMaps,
      drillConfigMap: hub.drillConfigMap,
      egressPorts: hub.egressPorts,
    }),
    uniqueChartFile(HUB_FILES.config, PrometheusConfigChart, {
      name,
      namespace,
      labels,
      files: configFiles(hub, yaml),
    }),
    uniqueChartFile(HUB_FILES.federation, FederationChart, {
      namespace,
      labels: federationLabels,
      configMaps,
    }),
    uniqueChartFile(HUB_FILES.inventory, FederationChart, {
      namespace,
      labels: inventoryLabels,
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
          uniqueChartFile(HUB_FILES.grafana, GrafanaChart, {
            grafana,
            prometheus: { selector: server.selector, port: server.port },
            alertmanager: queried(alertmanager),
          }),
        ]
      : []),
  ];
}

/** Whom others connect to. */
const queried = (one: Workload | undefined) => one && { selector: one.selector, port: one.port };

/** The file with the hub's Namespace, where that is promfleet's to make. */
export function hubNamespaceManifests({ server }: Hub): ChartFile[] {
  const { namespace, restricted, createNamespace } = server;
  return createNamespace
    ? [chartFile(HUB_FILES.namespace, NamespaceChart, { namespace, restricted })]
    : [];
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
function federationConfigMaps(
  { federationConfigMaps }: Hub,
  members: readonly Member[],
  yaml: YamlWriter,
): FederationConfigMap[] {
  const configMaps = byName<Record<string, string>>(federationConfigMaps, () => ({}));
  for (const member of members) {
    const { job } = member;
    const files = configMaps.get(job.configMap);
    const text = federationText(job, federationMatch(member), yaml, '  ');
    if (files) files[`${job.cluster}.yaml`] = `scrape_configs:\n${text}`;
  }
  return [...configMaps].map(([name, files]) => ({ name, files }));
}

/** The names of the members by ConfigMap, a file of rules each. */
function inventoryConfigMaps(
  hub: Hub,
  members: readonly Member[],
  yaml: YamlWriter,
): FederationConfigMap[] {
  const clusters = byName<string[]>(hub.inventoryConfigMaps, () => []);
  for (const { job, name } of members) clusters.get(job.inventoryConfigMap)?.push(name);
  return [...clusters].map(([name, names]) => ({
    name,
    files: { [`${name}.yml`]: inventoryText(hub, name, names, yaml) },
  }));
}

const byName = <Value>(names: readonly string[], empty: () => Value) =>
  new Map(names.map((name) => [name, empty()]));
