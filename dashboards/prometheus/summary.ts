import { chosen } from '../promql';
import { silentClusters } from '../silent';
import type { Context, Row, StatPanel, Unit } from '../types';
import { OF_REPLICAS } from './of-hub';
import { needed, type Resource, surplus } from './right-sizing';
import { SERIES } from './series';

/** The largest figures. */
export const summary = (context: Context): Row => ({
  title: 'At a glance',
  panels: [
    {
      ...stat('Series in clusters', 'number', `sum(${chosen(context, SERIES)})`),
      description: 'Series that the Prometheus of each chosen cluster has in memory, all together.',
      empty: 'No Prometheus of the chosen clusters tells of itself',
    },
    {
      ...stat('Series at the hub', 'number', `max(${OF_REPLICAS.series})`),
      description: 'Series that the hub has in memory, of all clusters, chosen or not.',
      empty: 'The hub does not scrape itself',
    },
    {
      ...stat('Cores to give back', 'cores', total(context, 'cpu')),
      description:
        'Cores that workloads request beyond what was enough for 95 % of the time that is shown: choose a week at least.',
      empty: 'Nothing is known of what workloads use and request',
    },
    {
      ...stat('Memory to give back', 'bytes', total(context, 'memory')),
      description:
        'Memory that workloads request beyond 15 % more than the most that they used in the time that is shown: choose a week at least.',
      empty: 'Nothing is known of what workloads use and request',
    },
    silentClusters(context, 'their Prometheus', chosen(context, SERIES), 4),
  ],
});

const total = (context: Context, resource: Resource) =>
  `sum(${surplus(context, resource)}) or 0 * sum(${needed(context, resource)})`;

const stat = (title: string, unit: Unit, expr: string) =>
  ({
    kind: 'stat',
    title,
    width: 5,
    height: 4,
    unit,
    queries: [{ expr, legend: title }],
  }) satisfies Partial<StatPanel>;
