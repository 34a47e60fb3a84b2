import { rulesName } from '../constructs/monitor-prometheus';
import type { AlertSettings, Member, Monitor } from '../model/types';
import { CONFIG_FILE, OWN_RULES_FILE, ROLLOUT_FILE, RULES_FILE } from '../prometheus/files';
import {
  memberGlobal,
  memberRules,
  memberScrapeConfigs,
  memberSending,
} from '../prometheus/member';
import { promfleetRules } from '../prometheus/rules/member';
import { detailGroups } from '../prometheus/rules/member/detail';
import { monitorSources } from '../prometheus/rules/member/sources';
import { rolloutText } from '../prometheus/rules/rollout-text';
import type { YamlWriter } from '../yaml/write';
import { AccessChart } from './access';
import {
  type ChartFile,
  chartFile,
  configMapFile,
  type FileTexts,
  patchedFiles,
} from './chart-file';
import { memberFiles } from './layout';
import { MonitorChart } from './monitor';
import { NamespaceChart } from './namespace';
import { PrometheusConfigChart } from './prometheus-config';

/** What a member's files are made from. */
export interface ManifestSource extends Pick<Member, 'name' | 'monitor' | 'alerts'> {
  /** Absent: no hub reads it. */
  readonly reader?: Member['reader'] | undefined;
  /** Absent: its objects are as charts make them. */
  readonly patches?: Member['patches'] | undefined;
}

type Paths = ReturnType<typeof memberFiles>;

/**
 * The files of a member: its monitor, the monitor's configuration, the hub's access to it. In the order
 * of their names, and without the digest of them, which takes their text.
 */
export function memberManifests(member: ManifestSource, yaml: YamlWriter): ChartFile[] {
  const { name, monitor, alerts, patches = [] } = member;
  const files = monitor ? monitorFiles(monitor, alerts, memberFiles(name), yaml) : [];
  return [...accessManifests(member), ...patchedFiles(files, patches)];
}

/** The files of a member that the hub's access needs: its Namespace, and who may read what. */
export function accessManifests({
  name,
  monitor,
  reader,
  patches = [],
}: Omit<ManifestSource, 'alerts'>): ChartFile[] {
  const paths = memberFiles(name);
  const files = [
    ...(monitor?.server.createNamespace ? [namespaceFile(monitor, paths)] : []),
    ...(reader ? [chartFile(paths.access, AccessChart, reader)] : []),
  ];
  return patchedFiles(files, patches);
}

/** The file with the digest of a member's other files; none where it has no monitor. */
export function rolloutManifests(
  { name, monitor, patches }: Member,
  digest: string,
  yaml: YamlWriter,
): ChartFile[] {
  if (!monitor) return [];
  const files = { [ROLLOUT_FILE]: { own: rolloutText(digest, yaml), common: '' } };
  const path = memberFiles(name).rollout;
  const file = configMapFile(path, PrometheusConfigChart, monitor.rollout, files);
  return patchedFiles([file], patches);
}

function namespaceFile({ server }: Monitor, paths: Paths): ChartFile {
  const { namespace, restricted, commonLabels, annotations } = server;
  const props = { namespace, restricted, commonLabels, annotations };
  return chartFile(paths.namespace, NamespaceChart, props);
}

function monitorFiles(
  monitor: Monitor,
  alerts: AlertSettings,
  paths: Paths,
  yaml: YamlWriter,
): ChartFile[] {
  const { server, rollout, exporters, apiServerCidrs, pushNamespaces, nodePorts } = monitor;
  const { name, namespace, labels, annotations } = server;
  return [
    chartFile(paths.monitor, MonitorChart, {
      server,
      rollout,
      exporters,
      apiServerCidrs,
      pushNamespaces,
      nodePorts,
    }),
    configMapFile(
      paths.config,
      PrometheusConfigChart,
      { name, namespace, labels, annotations },
      configFiles(monitor, yaml),
    ),
    configMapFile(
      paths.rules,
      PrometheusConfigChart,
      { name: rulesName(name), namespace, labels, annotations },
      { [OWN_RULES_FILE]: { own: '', common: rulesText(monitor, alerts, yaml) } },
    ),
  ];
}

/** Promfleet's own rules, which few settings change. */
function rulesText(monitor: Monitor, alerts: AlertSettings, yaml: YamlWriter): string {
  // What is deployed decides what there are metrics of; it is one object where it is the same.
  const { exporters, controlPlane, kubelet, detail } = monitor;
  return yaml.remembered({ exporters, controlPlane, kubelet, alerts, detail }, () =>
    yaml.mapping({
      groups: [...promfleetRules(monitorSources(monitor), alerts).groups, ...detailGroups(detail)],
    }),
  );
}

function configFiles(monitor: Monitor, yaml: YamlWriter): FileTexts {
  const rules = memberRules(monitor);
  // Neither the scrape configs nor the rules name the cluster or its labels.
  const { externalLabels: _, ...shared } = monitor;
  const common = yaml.remembered(shared, () =>
    yaml.mapping({ ...memberSending(monitor), scrape_configs: memberScrapeConfigs(monitor) }),
  );
  return {
    [CONFIG_FILE]: { own: yaml.mapping(memberGlobal(monitor)), common },
    ...(rules && {
      [RULES_FILE]: { own: '', common: yaml.remembered(rules, () => yaml.mapping(rules)) },
    }),
  };
}
