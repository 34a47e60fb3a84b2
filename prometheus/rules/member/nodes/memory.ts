import type { MemberGroup } from '../group';
import { byNode } from '../nodes-of';
import { recorded } from '../promql';
import type { Sources } from '../sources';

const TOTAL = 'node:node_memory_MemTotal_bytes:max';
const USED = 'node:node_memory_utilisation:ratio';
const FAULTS = 'node:node_vmstat_pgmajfault:rate5m';

const available = ({ nodeExporter }: Sources) => `node_memory_MemAvailable_bytes{${nodeExporter}}`;

/** Memory of nodes: how much there is, is used, and will be. */
export const NODE_MEMORY: MemberGroup = {
  name: 'promfleet-node-memory',
  needs: ['nodeExporter'],
  interval: '1m',
  records: [
    {
      record: TOTAL,
      expr: (sources) =>
        byNode(sources, 'max', `node_memory_MemTotal_bytes{${sources.nodeExporter}}`),
    },
    // What caches hold is available: the kernel gives it back.
    {
      record: USED,
      expr: (sources) => `1 - ${byNode(sources, 'min', available(sources))} / ${recorded(TOTAL)}`,
    },
    // Pages that had to be read from a disk: a node short of memory reads the same ones all the time.
    {
      record: FAULTS,
      expr: (sources) =>
        byNode(sources, 'sum', `rate(node_vmstat_pgmajfault{${sources.nodeExporter}}[5m])`),
    },
    { record: 'cluster:node_memory_MemTotal_bytes:sum', expr: () => `sum(${recorded(TOTAL)})` },
    {
      record: 'cluster:node_memory_utilisation:ratio',
      expr: () =>
        `sum(${recorded(USED)} * ${recorded(TOTAL)}) / sum(${recorded(TOTAL)} and ${recorded(USED)})`,
    },
    { record: 'cluster:node_vmstat_pgmajfault:rate5m', expr: () => `sum(${recorded(FAULTS)})` },
  ],
  alerts: [
    {
      name: 'NodeMemoryHighUtilization',
      severity: 'warning',
      for: '15m',
      threshold: 0.9,
      expr: (_, threshold) => `${recorded(USED)} > ${threshold}`,
      summary: '{{ $labels.node }} is running out of memory',
      description:
        '{{ $labels.node }} has had hardly any memory available for a while. Next, its kubelet evicts pods, or the kernel kills processes.',
    },
    // A daily rise looks like a leak to 6 hours of it: it has to go on in the last one, too.
    {
      name: 'NodeMemoryFillingUp',
      severity: 'warning',
      for: '1h',
      threshold: 0.2,
      expr: (sources, threshold) => {
        const gauge = available(sources);
        const low = `${gauge} / node_memory_MemTotal_bytes{${sources.nodeExporter}} < ${threshold}`;
        const trend = `predict_linear(${gauge}[6h], ${24 * 3600}) < 0 and deriv(${gauge}[1h]) < 0`;
        return byNode(sources, 'min', `${low} and ${trend}`);
      },
      summary: '{{ $labels.node }} will be out of memory within a day',
      description:
        'Little memory of {{ $labels.node }} is available, and it still becomes less: at the rate of the last 6 hours there is none within 24. Something there may leak.',
    },
    {
      name: 'NodeMemoryMajorPagesFaults',
      severity: 'warning',
      for: '15m',
      threshold: 500,
      expr: (_, threshold) => `${recorded(FAULTS)} > ${threshold}`,
      summary: '{{ $labels.node }} reads memory from its disks all the time',
      description:
        'For a while processes on {{ $labels.node }} have been waiting for pages of memory to be read from a disk, many a second. Memory is short there, and everything is slow.',
    },
  ],
};
