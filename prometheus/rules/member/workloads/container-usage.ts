import type { MemberGroup } from '../group';
import { series } from '../promql';
import type { Sources } from '../sources';

/** Of containers alone: cAdvisor has the same once more for their pods and for all above them. */
const of = (metric: string, { cadvisor }: Sources) =>
  series(`container_${metric}`, cadvisor, 'container!=""', 'image!=""');

/** CPU seconds that pods, or other things by which containers are told apart, use a second. */
export const cpu = (sources: Sources, ...by: readonly string[]) =>
  `sum by (namespace${by.map((label) => `, ${label}`).join('')}) (rate(${of('cpu_usage_seconds_total', sources)}[5m]))`;

/** Bytes that pods, or other things, need to go on. One that restarts is two for a moment: one counts. */
export const memory = (sources: Sources, ...by: readonly string[]) =>
  `sum by (namespace${by.map((label) => `, ${label}`).join('')}) (max by (namespace, pod, container) (${of('memory_working_set_bytes', sources)}))`;

/** CPU and memory that containers use, by namespace. */
export const CONTAINER_USAGE: MemberGroup = {
  name: 'promfleet-container-usage',
  needs: ['cadvisor'],
  interval: '1m',
  records: [
    { record: 'namespace:container_cpu_usage_seconds:rate5m', expr: (sources) => cpu(sources) },
    {
      record: 'namespace:container_memory_working_set_bytes:sum',
      expr: (sources) => memory(sources),
    },
  ],
};

/** Containers that their limits hold back: two counters of each, so less often. */
export const CONTAINER_THROTTLING: MemberGroup = {
  name: 'promfleet-container-throttling',
  needs: ['cadvisor'],
  interval: '3m',
  alerts: [
    {
      name: 'CPUThrottlingHigh',
      severity: 'info',
      for: '15m',
      threshold: 0.25,
      expr: (sources, threshold) => {
        const periods = (which: string) =>
          `sum by (namespace, pod, container) (increase(${of(`cpu_cfs_${which}_total`, sources)}[5m]))`;
        return `${periods('throttled_periods')} / ${periods('periods')} > ${threshold}`;
      },
      summary: 'A container of {{ $labels.namespace }}/{{ $labels.pod }} is held back by its limit',
      description:
        '{{ $labels.container }} of the pod {{ $labels.namespace }}/{{ $labels.pod }} has reached its CPU limit in many of its time slices for a while, and answers later than it could.',
    },
  ],
};
