import { grouped, named, on } from '../grouped';
import { largest } from '../outstanding';
import { chosen } from '../promql';
import { TELLING, telling } from '../silent';
import type { Context, Key, Row, TablePanel, TimeSeriesPanel } from '../types';
import { CPU, MEMORY, QUERIES, RULES, SAMPLES, SERIES } from './series';

/** What the Prometheus of each cluster costs. */
export const members = (context: Context): Row => ({
  title: 'Prometheus of the clusters',
  panels: [everyPrometheus(context), seriesOfMost(context)],
});

/** A column that says of which cluster a line is. */
export const clusterKey = ({ clusterLabel }: Context): Key => ({
  label: clusterLabel,
  title: 'Cluster',
  link: {
    title: 'This cluster',
    dashboard: 'promfleet-cluster',
    variables: { cluster: clusterLabel },
  },
});

/** One value of each chosen cluster. */
export const byCluster = (context: Context, metric: string, ...matchers: readonly string[]) =>
  grouped(context, 'max', chosen(context, metric, ...matchers));

const everyPrometheus = (context: Context): TablePanel => ({
  kind: 'table',
  title: 'What each costs',
  description:
    'Where there are replicas, the one that costs most. Bytes per series are all memory by series in memory: 4 to 8 kB are usual, more points at queries or rules that read much. Rules are the time that one evaluation of all of them takes; queries the time of the slowest in a hundred, rules among them.',
  width: 24,
  height: 8,
  empty: 'No cluster of what was chosen is in the fleet file',
  keys: [clusterKey(context)],
  columns: [
    {
      title: 'Tells',
      expr: telling(context, chosen(context, SERIES)),
      unit: 'number',
      words: TELLING,
      levels: [
        { from: 0, is: 'bad' },
        { from: 1, is: 'good' },
      ],
    },
    { title: 'Series', expr: byCluster(context, SERIES), unit: 'number' },
    { title: 'Samples', expr: byCluster(context, SAMPLES), unit: 'perSecond' },
    { title: 'Memory', expr: byCluster(context, MEMORY), unit: 'bytes' },
    {
      title: 'Bytes per series',
      expr: `${byCluster(context, MEMORY)} / ${on(context)} (${byCluster(context, SERIES)} > 0)`,
      unit: 'bytes',
    },
    { title: 'CPU', expr: byCluster(context, CPU), unit: 'cores', decimals: 2 },
    { title: 'Rules', expr: byCluster(context, RULES), unit: 'seconds' },
    {
      title: 'Queries',
      expr: byCluster(context, QUERIES),
      unit: 'seconds',
      levels: [
        { from: 0, is: 'good' },
        { from: 2, is: 'warning' },
        { from: 10, is: 'bad' },
      ],
    },
  ],
  sortBy: 'Series',
});

const seriesOfMost = (context: Context): TimeSeriesPanel => ({
  kind: 'timeSeries',
  title: 'Series in memory',
  description:
    'What memory goes by. A line that only rises has a label with ever new values behind it, a saw tooth is what is forgotten every two hours. The ten clusters that had most over this time are shown.',
  width: 24,
  height: 8,
  empty: 'No Prometheus of the chosen clusters told of itself in this time',
  unit: 'number',
  queries: [{ expr: largest(context, chosen(context, SERIES)), legend: named(context) }],
  link: {
    title: 'This cluster alone',
    dashboard: 'promfleet-prometheus',
    variables: { cluster: context.clusterLabel },
  },
});
