import type { RelabelConfig } from '../types';

/** What carries the annotations. */
export type Annotated = 'service' | 'pod';

/** The meta label of the annotation `prometheus.io/<name>`. */
export const annotation = (on: Annotated, name: string) =>
  `__meta_kubernetes_${on}_annotation_prometheus_io_${name}`;

/** Regex of a port annotation that is missing or no number: the discovered ports count then. */
export const NO_PORT = '(?:[^;]*[^;\\d][^;]*)?';

/** Keeps what is annotated `prometheus.io/scrape: "true"`: scraping is asked for, never assumed. */
export function asked(on: Annotated): RelabelConfig {
  return { source_labels: [annotation(on, 'scrape')], regex: 'true', action: 'keep' };
}

/**
 * Scheme, path and query of a target, from the annotations that users of the community chart know.
 *
 * https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus#scraping-pod-metrics-via-annotations
 */
export function schemePathAndParameters(on: Annotated): RelabelConfig[] {
  return [
    // prometheus.io/scheme; anything but http and https is no scheme and changes nothing.
    { source_labels: [annotation(on, 'scheme')], regex: '(https?)', target_label: '__scheme__' },
    // prometheus.io/path; without it the path stays /metrics.
    { source_labels: [annotation(on, 'path')], regex: '(.+)', target_label: '__metrics_path__' },
    // prometheus.io/param_NAME: "value" asks for ?NAME=value.
    { regex: annotation(on, 'param_(.+)'), replacement: '__param_$1', action: 'labelmap' },
  ];
}

/**
 * Puts the port of `prometheus.io/port` into the discovered address.
 *
 * All ports of one pod end up as one address, and with equal labels as one target.
 */
export function annotatedPort(on: Annotated): RelabelConfig {
  return {
    source_labels: ['__address__', annotation(on, 'port')],
    // The host is a name or an IPv4 address, or an IPv6 address in its brackets.
    regex: '(\\[.+\\]|[^:]+)(?::\\d+)?;(\\d+)',
    replacement: '$1:$2',
    target_label: '__address__',
  };
}

/**
 * Attaches labels of the object itself: those that are listed, because whoever owns an object gives
 * it as many as he likes, with names of up to 317 characters. Prometheus's limits of labels are for
 * samples; they let the series that it adds about a target (`up`) pass with all labels of the target,
 * and the hub would refuse the whole member for one of them.
 *
 * To be followed by `identity`: an object labelled `job` would otherwise move to another job.
 */
export function objectLabels(on: Annotated | 'node', keys: readonly string[]): RelabelConfig[] {
  if (keys.length === 0) return [];
  const names = keys.map((key) => key.replace(/[^a-zA-Z0-9_]/g, '_'));
  return [{ regex: `__meta_kubernetes_${on}_label_(${names.join('|')})`, action: 'labelmap' }];
}

/** Sets back what no object's label may change: the job, and the instance that is scraped. */
export function identity(job: string): RelabelConfig[] {
  return [
    { target_label: 'job', replacement: job },
    { source_labels: ['__address__'], target_label: 'instance' },
  ];
}

/** Sets a label to a meta label's value, and removes it when there is none. */
export function attach(target_label: string, source: string): RelabelConfig {
  return { source_labels: [source], target_label };
}
