import { type Check, matching } from './check';

const HOST = String.raw`(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?)*)`;
const PORT = '(?::[1-9][0-9]{0,4})?';
const COMPONENT = String.raw`[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*`;

const repository: Check = matching(
  new RegExp(`^(?=.{1,255}$)(?:${HOST}${PORT}/)?${COMPONENT}(?:/${COMPONENT})*$`),
  'an image repository',
  'it as quay.io/prometheus/prometheus is written',
);

/** https://github.com/distribution/reference (grammar of image references) */
export const checkRepository: Check = (value) => {
  const tagged = /^(.*\/[^/@:]+)(?::([^/@]+))?(?:@(.+))?$/.exec(value);
  if (tagged?.[1] && (tagged[2] || tagged[3]) && repository(tagged[1]) === undefined) {
    return `a repository carries no tag or digest, found ${JSON.stringify(value)}, write ${tagged[1]} and use the keys tag and digest`;
  }
  return repository(value);
};

export const checkTag: Check = matching(
  /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/,
  'an image tag',
  'letters, digits, ., - and _, such as v3.14.0',
);

export const checkDigest: Check = matching(
  /^sha256:[0-9a-f]{64}$/,
  'an image digest',
  'sha256: and 64 hexadecimal digits',
);

const registry: Check = matching(
  new RegExp(`^(?=.{1,200}$)${HOST}${PORT}(?:/${COMPONENT})*$`),
  'an image registry',
  'a host, such as registry.internal:5000/mirror',
);

/** host[:port][/path], as it stands in front of an image's own path. */
export const checkRegistry: Check = (value) => {
  const scheme = /^[a-z]+:\/\/(.+)$/i.exec(value);
  return scheme
    ? `an image registry is not a URL, found ${JSON.stringify(value)}, write ${scheme[1]?.replace(/\/+$/, '')}`
    : registry(value);
};

/** The tag of a Prometheus that takes what promfleet writes; one without a version is believed. */
export const checkPrometheusTag: Check = (value) =>
  checkTag(value) ??
  ((imageVersion(value)?.[0] ?? 3) < 3
    ? `too old for what promfleet writes, found ${JSON.stringify(value)}, use Prometheus v3.0.0 or newer`
    : undefined);

/** Major and minor number in a tag such as `v3.14.0-distroless`. */
export function imageVersion(tag: string): [number, number] | undefined {
  const found = /^v?(\d+)\.(\d+)/.exec(tag);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}
