import type { MemberGroup } from '../group';
import { byNode } from '../nodes-of';
import { recorded } from '../promql';
import type { Sources } from '../sources';

const BUSY = 'node:node_disk_io_time_seconds:max_rate5m';
const QUEUE = 'node:node_disk_io_time_weighted_seconds:max_rate5m';

const rate = ({ nodeExporter }: Sources, metric: string) =>
  `rate(${metric}{${nodeExporter}, device!=""}[5m])`;

const queue = (sources: Sources) => rate(sources, 'node_disk_io_time_weighted_seconds_total');

const disks = ({ nodeExporter }: Sources, state: string) =>
  `node_md_disks{${nodeExporter}, device!="", state="${state}"}`;

/**
 * Disks of nodes: how busy they are, and arrays that lost some.
 *
 * The busiest disk stands for its node: a device mapper's or an array's I/O is that of others, too.
 */
export const NODE_DISK: MemberGroup = {
  name: 'promfleet-node-disk',
  needs: ['nodeExporter'],
  interval: '1m',
  records: [
    // Share of the time in which something was under way.
    {
      record: BUSY,
      expr: (sources) => byNode(sources, 'max', rate(sources, 'node_disk_io_time_seconds_total')),
    },
    // How many requests were under way, on average.
    { record: QUEUE, expr: (sources) => byNode(sources, 'max', queue(sources)) },
    {
      record: 'cluster:node_disk_io_time_seconds:max_rate5m',
      expr: () => `max(${recorded(BUSY)})`,
    },
    {
      record: 'cluster:node_disk_io_time_weighted_seconds:max_rate5m',
      expr: () => `max(${recorded(QUEUE)})`,
    },
  ],
  alerts: [
    {
      name: 'NodeDiskIOSaturation',
      severity: 'warning',
      for: '30m',
      threshold: 10,
      expr: (sources, threshold) =>
        byNode(sources, 'max', `${queue(sources)} > ${threshold}`, ['device']),
      summary: 'A disk of {{ $labels.node }} has more to do than it manages',
      description:
        'For a while many requests have been waiting for {{ $labels.device }} of {{ $labels.node }} at any time. What reads or writes there is slow.',
    },
    {
      name: 'NodeRAIDDegraded',
      severity: 'critical',
      for: '15m',
      expr: (sources) => {
        const required = `node_md_disks_required{${sources.nodeExporter}, device!=""}`;
        const missing = `${required} - ignoring (state) ${disks(sources, 'active')} > 0`;
        return byNode(sources, 'max', missing, ['device']);
      },
      summary: 'A RAID array of {{ $labels.node }} lacks disks',
      description:
        'The array {{ $labels.device }} of {{ $labels.node }} has had fewer active disks than it needs for a while, and no spare took over: the next failure may lose its data.',
    },
    {
      name: 'NodeRAIDDiskFailure',
      severity: 'warning',
      for: '5m',
      expr: (sources) => byNode(sources, 'max', `${disks(sources, 'failed')} > 0`, ['device']),
      summary: 'A disk in a RAID array of {{ $labels.node }} failed',
      description:
        'The array {{ $labels.device }} of {{ $labels.node }} has a failed disk, which has to be replaced.',
    },
  ],
};
