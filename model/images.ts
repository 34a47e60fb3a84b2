import type { FleetFile } from '../inventory/schema/fleet';
import type { PrometheusFeatures } from './types';

/** Everything promfleet deploys, with the version it was tested with. */
export const IMAGES = {
  prometheus: { repository: 'quay.io/prometheus/prometheus', tag: 'v3.14.0' },
  pushgateway: { repository: 'quay.io/prometheus/pushgateway', tag: 'v1.11.3' },
  nodeExporter: { repository: 'quay.io/prometheus/node-exporter', tag: 'v1.12.1' },
  kubeStateMetrics: {
    repository: 'registry.k8s.io/kube-state-metrics/kube-state-metrics',
    tag: 'v2.20.0',
  },
  grafana: { repository: 'docker.io/grafana/grafana', tag: '13.1.3' },
} as const;

export type ImageName = keyof typeof IMAGES;
type Overrides = FleetFile['images'];

/**
 * The reference of an image: `repository:tag[@digest]`.
 *
 * `registry` replaces the host of the upstream repository, and only of that: who writes a
 * repository of their own has said where it is.
 */
export function imageReference(name: ImageName, overrides: Overrides, registry?: string): string {
  const upstream = IMAGES[name];
  const override = overrides?.[name] ?? {};
  const repository = override.repository ?? mirrored(upstream.repository, registry);
  const digest = override.digest ? `@${override.digest}` : '';
  return `${repository}:${override.tag ?? upstream.tag}${digest}`;
}

/** What a Prometheus of this tag understands; a tag without a version counts as the shipped one. */
export function prometheusFeatures(tag: string = IMAGES.prometheus.tag): PrometheusFeatures {
  const [major, minor] = version(tag) ?? version(IMAGES.prometheus.tag) ?? [3, 0];
  const atLeast = (wanted: number) => major > 3 || (major === 3 && minor >= wanted);
  return {
    autoReloadFlag: atLeast(12),
    extraScrapeMetrics: atLeast(10),
    // The distroless variant runs as another user than the busybox one.
    user: tag.includes('distroless') ? 65532 : 65534,
  };
}

/** Major and minor number in a tag such as `v3.14.0-distroless`. */
export function version(tag: string): [number, number] | undefined {
  const found = /^v?(\d+)\.(\d+)/.exec(tag);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

function mirrored(repository: string, registry?: string): string {
  return registry ? `${registry}${repository.slice(repository.indexOf('/'))}` : repository;
}
