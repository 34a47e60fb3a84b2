import { ALERTS_OF_MEMBERS } from '../../prometheus/relabel/federated-rules';
import { noneIsNormal } from '../counted';
import { grouped } from '../grouped';
import type { Context, Row } from '../types';
import { LIMITS, levelsOf } from './limits';
import { alertsOfNodes, byNode, NODE, toNode } from './of-nodes';
import {
  CORES,
  CPU,
  DISK,
  FILESYSTEM,
  LOAD,
  MEMORY,
  MEMORY_SIZE,
  PODS,
  RECEIVED,
  SENT,
} from './series';
import { STATE_LEVELS, STATES, state } from './state';

/** A line for each node. */
export const table = (context: Context): Row => ({
  title: 'Nodes',
  panels: [
    {
      kind: 'table',
      title: 'Every node',
      description:
        'Those in trouble come first. Not ready: the kubelet says so, or has not been heard of. Pressure: it evicts pods. Not measured: no node-exporter tells of it, though others of its cluster are told of. Strained: CPU, load, memory, a filesystem or a disk is at its limit. An empty cell is not known.',
      width: 24,
      height: 12,
      empty:
        'No node is known of the chosen clusters: they have none, or the hub does not reach them',
      keys: [
        {
          label: context.clusterLabel,
          title: 'Cluster',
          link: {
            title: 'This cluster',
            dashboard: 'promfleet-cluster',
            variables: { cluster: context.clusterLabel },
          },
        },
        { label: NODE, title: 'Node', link: toNode(context) },
      ],
      columns: [
        {
          title: 'State',
          expr: state(context),
          unit: 'number',
          words: STATES,
          levels: STATE_LEVELS,
        },
        {
          title: 'Alerts',
          expr: grouped(context, 'count', alertsOfNodes(context, ALERTS_OF_MEMBERS), NODE),
          unit: 'number',
          levels: noneIsNormal('warning'),
        },
        { title: 'Cores', expr: byNode(context, CORES), unit: 'cores' },
        {
          title: 'CPU',
          expr: byNode(context, CPU),
          unit: 'share',
          decimals: 0,
          levels: levelsOf(LIMITS.cpu),
        },
        {
          title: 'Load per core',
          expr: byNode(context, LOAD),
          unit: 'number',
          decimals: 2,
          levels: levelsOf(LIMITS.load),
        },
        { title: 'Memory', expr: byNode(context, MEMORY_SIZE), unit: 'bytes' },
        {
          title: 'Memory used',
          expr: byNode(context, MEMORY),
          unit: 'share',
          decimals: 0,
          levels: levelsOf(LIMITS.memory),
        },
        {
          title: 'Fullest filesystem',
          expr: byNode(context, FILESYSTEM),
          unit: 'share',
          decimals: 0,
          levels: levelsOf(LIMITS.filesystem),
        },
        {
          title: 'Disk busy',
          expr: byNode(context, DISK),
          unit: 'share',
          decimals: 0,
          levels: levelsOf(LIMITS.disk),
        },
        { title: 'Received', expr: byNode(context, RECEIVED), unit: 'bytesPerSecond' },
        { title: 'Sent', expr: byNode(context, SENT), unit: 'bytesPerSecond' },
        { title: 'Pods', expr: byNode(context, PODS), unit: 'number' },
      ],
      sortBy: 'State',
    },
  ],
});
