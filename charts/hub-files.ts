import type { FederationConfigMap } from '../constructs/federation-jobs';
import { yamlItems, yamlText } from '../yaml/write';
import type { Fleet, Hub, Member } from '../model/types';
import { CONFIG_FILE, HUB_RULES_FILE, HUB_TARGETS_FILE, RULES_FILE } from '../prometheus/files';
import { hubConfig, hubTargets, hubUserRules } from '../prometheus/hub';
import { hubRules } from '../prometheus/rules/federation';
import { federationJob } from '../prometheus/jobs/federation';
import { type ChartFile, uniqueChartFile } from './chart-file';
import { FederationChart } from './federation';
import { GrafanaChart } from './grafana';
import { HubChart } from './hub';
import { namespaceFiles } from './namespace';
import { federationPart, serverPart } from './parts';
import { PrometheusConfigChart } from './prometheus-config';

/** The files of the hub: Prometheus, its configuration, the federation jobs, Grafana. */
export function hubFiles({ hub, members }: Fleet): ChartFile[] {
  const { server, statestore, egressPorts, grafana } = hub;
  const configMaps = federationConfigMaps(members);
  return [
    ...namespaceFiles('hub', server),
    uniqueChartFile('hub/hub.k8s.yaml', HubChart, {
      server,
      statestore,
      egressPorts,
      grafana,
      credentials: members.map(({ job }) => job.credentials),
      federationConfigMaps: configMaps.map(({ name }) => name),
    }),
    uniqueChartFile('hub/prometheus-config.k8s.yaml', PrometheusConfigChart, {
      name: server.name,
      namespace: server.namespace,
      part: serverPart(server.release),
      files: configFiles(hub),
    }),
    uniqueChartFile('hub/federation.k8s.yaml', FederationChart, {
      namespace: server.namespace,
      part: federationPart(server.release),
      configMaps,
    }),
    ...(grafana ? [uniqueChartFile('hub/grafana.k8s.yaml', GrafanaChart, grafana)] : []),
  ];
}

function configFiles(hub: Hub): Record<string, string> {
  const rules = hubUserRules(hub);
  return {
    [CONFIG_FILE]: yamlText(hubConfig(hub)),
    [HUB_TARGETS_FILE]: yamlItems(hubTargets(hub)),
    [HUB_RULES_FILE]: yamlText(hubRules(hub)),
    ...(rules ? { [RULES_FILE]: yamlText(rules) } : {}),
  };
}

/** The federation jobs by ConfigMap, a file each. */
function federationConfigMaps(members: readonly Member[]): FederationConfigMap[] {
  const configMaps = new Map<string, Record<string, string>>();
  for (const { job } of members) {
    const files = configMaps.get(job.configMap) ?? {};
    files[`${job.cluster}.yaml`] = `scrape_configs:\n${yamlItems([federationJob(job)], '  ')}`;
    configMaps.set(job.configMap, files);
  }
  return [...configMaps]
    .map(([name, files]) => ({ name, files }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
