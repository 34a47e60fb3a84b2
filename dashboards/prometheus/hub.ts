import { BY_FEDERATION_JOBS, ofHub } from '../../prometheus/relabel/federation-marker';
import { ON_DISK } from '../../prometheus/rules/hub-health';
import { grouped, named } from '../grouped';
import { chosen } from '../promql';
import type { BarsPanel, Column, Context, Query, Row, TablePanel, TimeSeriesPanel } from '../types';
import { OF_REPLICAS } from './of-hub';

const BARS = 15;

const empty = 'The hub does not scrape itself';

/** What the hub's Prometheus costs, and whose series those are. */
export const hub = (context: Context): Row => ({
  title: 'The hub',
  panels: [
    everyReplica(),
    {
      ...overTime('On disk', diskByPart()),
      description:
        'What the hub keeps on its volume: blocks of two hours and more, the write-ahead log that a start replays, and chunks of series that are in memory. Of each, that of the replica which has most.',
      unit: 'bytes',
      stacked: true,
    },
    {
      ...overTime('Samples stored at the hub', [perReplica(OF_REPLICAS.samples)]),
      description:
        'Samples that the hub stores: of its members, and of itself. It goes by their number, their federation interval, and what is matched.',
      unit: 'perSecond',
    },
    {
      ...overTime('Memory of the hub', [perReplica(OF_REPLICAS.memory)]),
      description:
        'Memory of the Prometheus process, by replica. Peaks come with queries of long times, and every two hours with a new block.',
      unit: 'bytes',
    },
    {
      ...bars('Clusters that bring the most series'),
      description:
        'Series that a request to a cluster brings, as the hub counts them. Each takes the hub memory, and a sample for every federation interval.',
      query: mostOf(
        context,
        chosen(context, 'scrape_samples_post_metric_relabeling', BY_FEDERATION_JOBS),
      ),
    },
    {
      ...bars('Clusters that add the most new series'),
      description:
        'Series that were new to the hub within an hour, by cluster. A cluster that was out of reach brings all of its own anew.',
      query: mostOf(
        context,
        `sum_over_time(${chosen(context, 'scrape_series_added', BY_FEDERATION_JOBS)}[1h])`,
      ),
    },
  ],
});

const everyReplica = (): TablePanel => ({
  kind: 'table',
  title: 'What the hub costs',
  description:
    'Rules are the time that one evaluation of all of them takes, queries the time of the slowest in a hundred. History is how far back samples go.',
  width: 24,
  height: 4,
  empty,
  keys: [{ label: 'instance', title: 'Replica' }],
  columns: [
    { title: 'Series', expr: OF_REPLICAS.series, unit: 'number' },
    { title: 'Samples', expr: OF_REPLICAS.samples, unit: 'perSecond' },
    { title: 'Memory', expr: OF_REPLICAS.memory, unit: 'bytes' },
    { title: 'CPU', expr: OF_REPLICAS.cpu, unit: 'cores', decimals: 2 },
    { title: 'On disk', expr: OF_REPLICAS.disk, unit: 'bytes' },
    { title: 'History', expr: OF_REPLICAS.history, unit: 'seconds' },
    { title: 'Rules', expr: OF_REPLICAS.rules, unit: 'seconds' },
    slowQueries(),
  ],
  sortBy: 'Series',
});

const slowQueries = (): Column => ({
  title: 'Queries',
  expr: OF_REPLICAS.queries,
  unit: 'seconds',
  levels: [
    { from: 0, is: 'good' },
    { from: 2, is: 'warning' },
    { from: 10, is: 'bad' },
  ],
});

const diskByPart = (): Query[] =>
  [
    { metric: ON_DISK.blocks, what: 'blocks' },
    { metric: ON_DISK.wal, what: 'write-ahead log' },
    { metric: ON_DISK.headChunks, what: 'chunks in use' },
  ].map(({ metric, what }) => ({
    expr: `max(${metric}${ofHub()})`,
    legend: what,
  }));

const perReplica = (expr: string): Query => ({ expr, legend: '{{instance}}' });

const overTime = (title: string, queries: readonly Query[]) =>
  ({
    kind: 'timeSeries',
    title,
    width: 8,
    height: 8,
    empty: 'The hub did not scrape itself in this time',
    queries,
  }) satisfies Partial<TimeSeriesPanel>;

const bars = (title: string) =>
  ({
    kind: 'bars',
    title,
    width: 12,
    height: 10,
    empty: 'No chosen cluster is federated',
    unit: 'number',
  }) satisfies Partial<BarsPanel>;

const mostOf = (context: Context, vector: string): Query => ({
  expr: `topk(${BARS}, ${grouped(context, 'max', vector)})`,
  legend: named(context),
});
