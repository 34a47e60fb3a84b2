import { leadingTo } from '../leading-to';
import { worseFrom } from '../members/levels';
import { each, type Members } from '../members/select';
import { BUSY, FULL } from '../members/usage';
import type { TimeSeriesPanel } from '../types';

/** Lines that can be told apart. */
const LINES = 10;

interface Resource {
  readonly title: string;
  readonly metric: string;
  readonly description: string;
  readonly levels: { readonly warning: number; readonly bad: number };
}

const RESOURCES: readonly Resource[] = [
  {
    title: 'CPU by cluster',
    metric: 'cluster:node_cpu_utilisation:rate5m',
    description: 'Share of all processors of a cluster that is in use',
    levels: BUSY,
  },
  {
    title: 'Memory by cluster',
    metric: 'cluster:node_memory_utilisation:ratio',
    description: 'Share of all memory of a cluster that is in use',
    levels: BUSY,
  },
  {
    title: 'Fullest disk by cluster',
    metric: 'cluster:node_filesystem_utilisation:max',
    description:
      'How full the fullest filesystem of any node is; kubelets remove unused images from 85 % on, and evict pods from 90 % on',
    levels: FULL,
  },
];

/** What runs out where. A line that ends is a cluster that the hub no longer sees. */
export const saturation = (members: Members): TimeSeriesPanel[] =>
  RESOURCES.map(({ title, metric, description, levels }) => ({
    kind: 'timeSeries',
    title,
    description: `${description}: the ${LINES} clusters that reached most in this time. A line that ends is a cluster that the hub no longer sees.`,
    width: 8,
    height: 8,
    empty: 'No cluster tells of its nodes: the hub sees none, or none has node-exporter',
    unit: 'share',
    max: 1,
    levels: worseFrom(levels),
    queries: [{ expr: most(members, metric), legend: `{{${members.label}}}` }],
    link: leadingTo(members.label, 'promfleet-cluster', 'Look at this cluster'),
  }));

/** Chosen once for the whole range: chosen at each moment, lines would come and go. */
function most(members: Members, metric: string): string {
  const reached = each(members, `max_over_time(${members.of(metric)}[$__range] @ end())`);
  return `${each(members, members.of(metric))} and topk(${LINES}, ${reached})`;
}
