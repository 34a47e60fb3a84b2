import type { MemberGroup } from '../group';
import { byNode } from '../nodes-of';
import { recorded } from '../promql';

const CORES = 'node:node_cpu_cores:count';
const USED = 'node:node_cpu_utilisation:rate5m';
const LOAD = 'node:node_load1_per_core:ratio';

/** CPUs of nodes: how many, how busy, and how many processes wait for them. */
export const NODE_CPU: MemberGroup = {
  name: 'promfleet-node-cpu',
  needs: ['nodeExporter'],
  interval: '1m',
  records: [
    {
      record: CORES,
      expr: (sources) =>
        byNode(sources, 'count', `node_cpu_seconds_total{${sources.nodeExporter}, mode="idle"}`),
    },
    // Time that a hypervisor stole was not idle either: nobody on the node had it. Rates are added
    // up: where an exporter's pod is new, each of the two has a part of them.
    {
      record: USED,
      expr: (sources) => {
        const idle = `rate(node_cpu_seconds_total{${sources.nodeExporter}, mode=~"idle|iowait"}[5m])`;
        return `1 - ${byNode(sources, 'sum', idle)} / ${recorded(CORES)}`;
      },
    },
    // Above 1, processes wait for a CPU, or for a disk.
    {
      record: LOAD,
      expr: (sources) =>
        `${byNode(sources, 'max', `node_load1{${sources.nodeExporter}}`)} / ${recorded(CORES)}`,
    },
    // Nodes that a node-exporter tells of.
    { record: 'cluster:nodes:count', expr: () => `count(${recorded(CORES)})` },
    { record: 'cluster:node_cpu_cores:sum', expr: () => `sum(${recorded(CORES)})` },
    { record: 'cluster:node_cpu_utilisation:rate5m', expr: () => perCore(USED) },
    { record: 'cluster:node_load1_per_core:ratio', expr: () => perCore(LOAD) },
  ],
  alerts: [
    {
      name: 'NodeCPUHighUsage',
      severity: 'info',
      for: '15m',
      threshold: 0.9,
      expr: (_, threshold) => `${recorded(USED)} > ${threshold}`,
      summary: 'The CPUs of {{ $labels.node }} are busy',
      description:
        'The CPUs of {{ $labels.node }} have hardly been idle for a while. Its pods get what they request, and little beyond that.',
    },
    {
      name: 'NodeSystemSaturation',
      severity: 'warning',
      for: '15m',
      threshold: 2,
      expr: (_, threshold) => `${recorded(LOAD)} > ${threshold}`,
      summary: '{{ $labels.node }} has more to do than its CPUs manage',
      description:
        'For a while several processes for every core of {{ $labels.node }} have been running or waiting, for a CPU or for a disk. The kubelet and probes slow down with the rest: the node may be reported as not ready.',
    },
  ],
};

/** A mean over nodes in which those with more cores count more. */
const perCore = (record: string) =>
  `sum(${recorded(record)} * ${recorded(CORES)}) / sum(${recorded(CORES)} and ${recorded(record)})`;
