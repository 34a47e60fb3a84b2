import { RAW } from '../../model/components/drill-down';
import type { Members } from '../members/select';
import type { Query, TimeSeriesPanel } from '../types';

/**
 * Of containers, not of the pods and cgroups around them; the hub does not have them, and asks the
 * member as they are looked at.
 */
const CONTAINERS = [`${RAW.label}="${RAW.value}"`, 'container!=""', 'image!=""'];

const PANEL = {
  kind: 'timeSeries',
  width: 12,
  height: 9,
  empty: 'The member did not answer, or its Prometheus does not scrape cAdvisor',
} as const;

/** Containers by what they use: nothing of them is federated. */
export const raw = (members: Members): TimeSeriesPanel[] => [
  {
    ...PANEL,
    title: 'Containers by CPU',
    description:
      "The 10 containers that use most of the processors at each moment, read from the member's own Prometheus as this row is opened.",
    unit: 'cores',
    queries: [
      largest(
        `sum by (namespace, pod, container) (rate(${members.of('container_cpu_usage_seconds_total', ...CONTAINERS)}[$__rate_interval]))`,
      ),
    ],
  },
  {
    ...PANEL,
    title: 'Containers by memory',
    description:
      "The 10 containers with the largest working set at each moment, read from the member's own Prometheus as this row is opened.",
    unit: 'bytes',
    queries: [
      largest(
        `max by (namespace, pod, container) (${members.of('container_memory_working_set_bytes', ...CONTAINERS)})`,
      ),
    ],
  },
];

const largest = (vector: string): Query => ({
  expr: `topk(10, ${vector})`,
  legend: '{{namespace}}/{{pod}} {{container}}',
});
