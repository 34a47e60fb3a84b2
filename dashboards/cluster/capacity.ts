import { leadingTo } from '../leading-to';
import { worseFrom } from '../members/levels';
import { eachOf, type Members } from '../members/select';
import { BUSY, cpu, disk, FULL, memory } from '../members/usage';
import type { TimeSeriesPanel } from '../types';

const OVER_TIME = {
  kind: 'timeSeries',
  width: 6,
  height: 8,
  empty: 'The hub does not see this cluster, or it has no node-exporter',
} as const;

/** What the cluster has and how much of it is taken, over time. */
export function capacityOf(members: Members): TimeSeriesPanel[] {
  const link = leadingTo(members.label, 'promfleet-nodes', 'Nodes of this cluster');
  const of = (metric: string, ...matchers: readonly string[]) =>
    eachOf(members, metric, ...matchers);
  const requested = (resource: string) => {
    const only = `resource="${resource}"`;
    return `${of('cluster:kube_pod_container_resource_requests:sum', only)} / ${of('cluster:kube_node_status_allocatable:sum', only)}`;
  };
  return [
    {
      ...OVER_TIME,
      title: 'CPU',
      description:
        'Share of the processors in use, and of those for pods that pods ask for. Near 100 % in use, everything becomes slow; near 100 % requested, new pods wait for a node, however idle the nodes are.',
      unit: 'share',
      levels: worseFrom(BUSY),
      queries: [
        { expr: cpu(members), legend: 'in use' },
        { expr: requested('cpu'), legend: 'requested' },
      ],
      link,
    },
    {
      ...OVER_TIME,
      title: 'Memory',
      description:
        'Share of the memory in use, and of that for pods that pods ask for. Near 100 % in use, containers are killed; near 100 % requested, new pods wait for a node.',
      unit: 'share',
      levels: worseFrom(BUSY),
      queries: [
        { expr: memory(members), legend: 'in use' },
        { expr: requested('memory'), legend: 'requested' },
      ],
      link,
    },
    {
      ...OVER_TIME,
      title: 'Disks',
      description:
        'How full the fullest filesystem of any node is, and all disks together, and for what share of the time the busiest disk is at work. Kubelets remove unused images from 85 % on, and evict pods from 90 % on.',
      unit: 'share',
      max: 1,
      levels: worseFrom(FULL),
      queries: [
        { expr: disk(members), legend: 'fullest' },
        {
          expr: `1 - ${of('cluster:node_filesystem_avail_bytes:sum')} / ${of('cluster:node_filesystem_size_bytes:sum')}`,
          legend: 'altogether',
        },
        { expr: of('cluster:node_disk_io_time_seconds:max_rate5m'), legend: 'busiest at work' },
      ],
      link,
    },
    {
      ...OVER_TIME,
      title: 'Network',
      description:
        'What all nodes receive and send through their own interfaces. It has no limit that would be known here: compare it with the same time yesterday.',
      unit: 'bytesPerSecond',
      queries: [
        { expr: of('cluster:node_network_receive_bytes:rate5m'), legend: 'received' },
        { expr: of('cluster:node_network_transmit_bytes:rate5m'), legend: 'sent' },
      ],
      link,
    },
  ];
}
