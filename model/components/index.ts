import type { ExporterKey } from '../../inventory/schema/exporters';
import { ALERTMANAGER } from './alertmanager';
import type { Exporter } from './component';
import { GRAFANA } from './grafana';
import { KUBE_RBAC_PROXY } from './kube-rbac-proxy';
import { KUBE_STATE_METRICS } from './kube-state-metrics';
import { NODE_EXPORTER } from './node-exporter';
import { OAUTH2_PROXY } from './oauth2-proxy';
import { PROMETHEUS } from './prometheus';
import { PUSHGATEWAY } from './pushgateway';
import { STATSD_EXPORTER } from './statsd-exporter';

/** What can stand beside the Prometheus of a member, by its key under `monitor` and `images`. */
export const EXPORTERS: Readonly<Record<ExporterKey, Exporter>> = {
  pushgateway: PUSHGATEWAY,
  nodeExporter: NODE_EXPORTER,
  kubeStateMetrics: KUBE_STATE_METRICS,
  statsdExporter: STATSD_EXPORTER,
};

/** Everything that has an image, by its key under `images`. */
export const DEPLOYABLES = {
  prometheus: PROMETHEUS,
  ...EXPORTERS,
  kubeRbacProxy: KUBE_RBAC_PROXY,
  alertmanager: ALERTMANAGER,
  grafana: GRAFANA,
  oauth2Proxy: OAUTH2_PROXY,
} as const;

export type ImageName = keyof typeof DEPLOYABLES;

/** The keys of `EXPORTERS`, in its order. */
export const EXPORTER_KEYS = Object.keys(EXPORTERS) as ExporterKey[];

export type { ExporterKey } from '../../inventory/schema/exporters';
export type { Component, Deployable, Exporter } from './component';
