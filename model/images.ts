import type { FleetFile } from '../inventory/schema/fleet';
import { imageVersion } from '../language/image-reference';
import { DEPLOYABLES, type ImageName } from './components';
import type { PrometheusFeatures } from './types';

type Overrides = FleetFile['images'];

/**
 * The reference of an image: `repository:tag[@digest]`.
 *
 * `registry` replaces the host of the upstream repository, and only of that: who writes a
 * repository of their own has said where it is.
 */
export function imageReference(name: ImageName, overrides: Overrides, registry?: string): string {
  const override = overrides?.[name] ?? {};
  const repository = override.repository ?? mirrored(DEPLOYABLES[name].image.repository, registry);
  const digest = override.digest ? `@${override.digest}` : '';
  return `${repository}:${imageTag(name, overrides)}${digest}`;
}

/** The tag of an image, from which its version is read. */
export function imageTag(name: ImageName, overrides: Overrides): string {
  return overrides?.[name]?.tag ?? DEPLOYABLES[name].image.tag;
}

/** The minor version of Prometheus 3 that each of its features came with. */
export const SINCE: Readonly<Record<keyof PrometheusFeatures, number>> = {
  autoReloadFlag: 12,
  extraScrapeMetrics: 10,
  typeAndUnitLabels: 5,
};

/**
 * The user that a distroless image runs as.
 *
 * https://prometheus.io/docs/prometheus/latest/installation/
 */
export const DISTROLESS_USER = 65532;

/** What a Prometheus of this tag understands; a tag without a version counts as the shipped one. */
export function prometheusFeatures(tag: string): PrometheusFeatures {
  const { image } = DEPLOYABLES.prometheus;
  const [major, minor] = imageVersion(tag) ?? imageVersion(image.tag) ?? [3, 0];
  const has = (feature: keyof PrometheusFeatures) =>
    major > 3 || (major === 3 && minor >= SINCE[feature]);
  return {
    autoReloadFlag: has('autoReloadFlag'),
    extraScrapeMetrics: has('extraScrapeMetrics'),
    typeAndUnitLabels: has('typeAndUnitLabels'),
  };
}

/** The user that a Prometheus image of this tag runs as. */
export function prometheusUser(tag: string): number {
  return tag.includes('distroless') ? DISTROLESS_USER : DEPLOYABLES.prometheus.user;
}

function mirrored(repository: string, registry?: string): string {
  return registry ? `${registry}${repository.slice(repository.indexOf('/'))}` : repository;
}
