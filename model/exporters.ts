import type { FleetFile } from '../inventory/schema/fleet';
import { EXPORTER_KEYS, EXPORTERS, type ExporterKey } from './components';
import type { ClusterSettings } from './settings';
import type { Exporters, ExporterWorkload } from './types';
import { type WorkloadPlace, workload } from './workload';

type Entry = ClusterSettings['monitor'];

/** The exporters of a monitor that are switched on, as their settings say. */
export function exporters(
  entry: Entry,
  place: WorkloadPlace,
  images: FleetFile['images'],
): Exporters {
  const deployed = EXPORTER_KEYS.filter((key) => entry[key]);
  return Object.fromEntries(
    deployed.map((key) => [key, exporter(key, entry.exporters, place, images)]),
  ) as Exporters;
}

function exporter(
  key: ExporterKey,
  settings: Entry['exporters'],
  place: WorkloadPlace,
  images: FleetFile['images'],
): ExporterWorkload {
  const plain = workload(key, place, images);
  const { nodeExporter, kubeStateMetrics } = settings;
  const one = {
    ...plain,
    resources: settings[key]?.resources ?? plain.resources,
    hostNetwork: EXPORTERS[key].hostNetwork ?? false,
    args: [],
  };
  if (key === 'nodeExporter') {
    const { port, hostNetwork, args } = nodeExporter;
    return { ...one, port, servicePort: port, hostNetwork, args };
  }
  return key === 'kubeStateMetrics' ? { ...one, args: listed(kubeStateMetrics) } : one;
}

/** What kube-state-metrics exposes, as its flags, and further ones. */
function listed(settings: Entry['exporters']['kubeStateMetrics']): string[] {
  const { metricAllowlist, metricDenylist, metricLabelsAllowlist, args } = settings;
  const labels = Object.entries(metricLabelsAllowlist)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([resource, keys]) => `${resource}=[${keys.join(',')}]`);
  const flag = (name: string, list: readonly string[]) =>
    list.length > 0 ? [`--${name}=${list.join(',')}`] : [];
  return [
    ...flag('metric-allowlist', metricAllowlist),
    ...flag('metric-denylist', metricDenylist),
    ...flag('metric-labels-allowlist', labels),
    ...args,
  ];
}
