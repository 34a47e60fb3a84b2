import type { Query } from '../../dashboards/types';
import type { Series } from './answers';

/** The name of a series: a legend with labels put in, or all labels where it names none that are there. */
export function nameOf({ legend }: Query, { labels }: Series): string {
  const named = legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => labels[label] ?? '');
  return named.trim() || labelsText(labels);
}

const labelsText = (labels: Series['labels']) => {
  const listed = Object.entries(labels)
    .filter(([name]) => name !== '__name__')
    .map(([name, value]) => `${name}=${value}`);
  return listed.join(', ') || 'value';
};
