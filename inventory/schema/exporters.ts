import { flag } from './scalars';

/** What can be deployed beside the Prometheus of a member: a switch each, under `monitor`. */
export const exporters = {
  pushgateway: flag('Deploy a Pushgateway.').optional(),
  nodeExporter: flag('Deploy node-exporter on every node.').optional(),
  kubeStateMetrics: flag('Deploy kube-state-metrics.').optional(),
  statsdExporter: flag('Deploy statsd_exporter, which counts StatsD lines.').optional(),
};

export type ExporterKey = keyof typeof exporters;

/** What an image can be named for under `images`. */
export const IMAGE_NAMES = [
  'prometheus',
  ...(Object.keys(exporters) as ExporterKey[]),
  'kubeRbacProxy',
  'alertmanager',
  'grafana',
  'oauth2Proxy',
] as const;
