import type { ScrapeConfig } from '../../prometheus/types';
import { type Cluster, discovery } from './discovery';
import { type LabelSet, relabel } from './relabel';

export interface Target {
  readonly url: string;
  readonly labels: LabelSet;
}

/**
 * The targets a job has in a cluster, in the order of their URLs.
 *
 * https://github.com/prometheus/prometheus/blob/v3.14.0/scrape/target.go (`PopulateLabels`)
 */
export function targetsOf(job: ScrapeConfig, cluster: Cluster): Target[] {
  const all = discovered(job, cluster).flatMap((found): [string, Target][] => {
    const labels = relabel({ ...defaults(job), ...found }, job.relabel_configs ?? []);
    if (!labels) return [];
    const target = { url: url(labels), labels: named(labels, (name) => !name.startsWith('__')) };
    // Labels with two underscores count too when Prometheus tells targets apart; meta labels do not.
    const inner = named(labels, (name) => !name.startsWith('__meta_'));
    return [[JSON.stringify(Object.entries(inner).sort()), target]];
  });
  return [...new Map(all).values()].sort((a, b) => (a.url < b.url ? -1 : 1));
}

function discovered(job: ScrapeConfig, cluster: Cluster): LabelSet[] {
  return (job.kubernetes_sd_configs ?? []).flatMap(({ role, namespaces, selectors = [] }) => {
    const wanted = selectors.flatMap(({ label }) => label.split(',').map((one) => one.split('=')));
    return discovery[role](cluster).filter((labels: LabelSet) => {
      const namespace = labels.__meta_kubernetes_namespace ?? '';
      return (
        (!namespaces || namespaces.names.includes(namespace)) &&
        wanted.every(([key, value]) => labels[`__meta_kubernetes_${role}_label_${key}`] === value)
      );
    });
  });
}

function defaults({
  job_name,
  metrics_path = '/metrics',
  scheme = 'http',
}: ScrapeConfig): LabelSet {
  return { job: job_name, __metrics_path__: metrics_path, __scheme__: scheme };
}

function url(labels: LabelSet): string {
  const query = Object.entries(labels)
    .filter(([name]) => name.startsWith('__param_'))
    .map(([name, value]) => `${name.slice('__param_'.length)}=${value}`)
    .sort();
  const address = `${labels.__scheme__}://${labels.__address__}${labels.__metrics_path__}`;
  return [address, ...(query.length > 0 ? [query.join('&')] : [])].join('?');
}

function named(labels: LabelSet, keep: (name: string) => boolean): LabelSet {
  const all = { ...labels, instance: labels.instance ?? labels.__address__ ?? '' };
  return Object.fromEntries(Object.entries(all).filter(([name]) => keep(name)));
}
