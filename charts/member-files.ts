import { remembered, yamlText } from '../yaml/write';
import type { Member, Monitor } from '../model/types';
import { CONFIG_FILE, RULES_FILE } from '../prometheus/files';
import { memberGlobal, memberRules, memberScrapeConfigs } from '../prometheus/member';
import { AccessChart } from './access';
import { type ChartFile, chartFile, uniqueChartFile } from './chart-file';
import { MonitorChart } from './monitor';
import { namespaceFiles } from './namespace';
import { accessPart, serverPart } from './parts';
import { PrometheusConfigChart } from './prometheus-config';

/** The files of a member: its monitor, the monitor's configuration, the hub's access to it. */
export function memberFiles({ name, monitor, reader }: Member): ChartFile[] {
  const path = (file: string) => `clusters/${name}/${file}.k8s.yaml`;
  const release = monitor?.server.release ?? 'existing';
  return [
    ...(monitor ? namespaceFiles(`clusters/${name}`, monitor.server) : []),
    chartFile(path('access'), AccessChart, { reader, part: accessPart(release) }),
    ...(monitor ? monitorFiles(monitor, path) : []),
  ];
}

function monitorFiles(monitor: Monitor, path: (file: string) => string): ChartFile[] {
  const { server, pushgateway, nodeExporter, kubeStateMetrics, apiServerCidrs } = monitor;
  return [
    chartFile(path('monitor'), MonitorChart, {
      server,
      pushgateway,
      nodeExporter,
      kubeStateMetrics,
      apiServerCidrs,
    }),
    uniqueChartFile(path('prometheus-config'), PrometheusConfigChart, {
      name: server.name,
      namespace: server.namespace,
      part: serverPart(server.release),
      files: configFiles(monitor),
    }),
  ];
}

function configFiles(monitor: Monitor): Record<string, string> {
  const rules = memberRules(monitor);
  // The scrape configs do not depend on the name and labels of the cluster.
  const { externalLabels: _, ...shared } = monitor;
  const scrapeConfigs = remembered(shared, () =>
    yamlText({ scrape_configs: memberScrapeConfigs(monitor) }),
  );
  return {
    [CONFIG_FILE]: yamlText(memberGlobal(monitor)) + scrapeConfigs,
    ...(rules ? { [RULES_FILE]: yamlText(rules) } : {}),
  };
}
