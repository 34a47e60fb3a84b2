import type { MemberGroup } from '../group';
import { series } from '../promql';
import type { Sources } from '../sources';
import { healthCounts } from './counts';

const of = (metric: string, { kubeStateMetrics }: Sources, ...matchers: readonly string[]) =>
  series(`kube_job_${metric}`, kubeStateMetrics, ...matchers);

/** 1 for each Job that gave up. */
const failed = (sources: Sources) => of('failed', sources, 'condition="true"');

/** Jobs: how many there are and have failed, and those that take too long. */
export const JOBS: MemberGroup = {
  name: 'promfleet-jobs',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: healthCounts(
    'job',
    (sources) => of('status_active', sources),
    // Only Jobs that ended have a condition: others are as they should be.
    (sources) => `${failed(sources)} or 0 * ${of('status_active', sources)}`,
  ),
  alerts: [
    {
      name: 'KubeJobNotCompleted',
      severity: 'warning',
      for: '1m',
      threshold: 12 * 3600,
      expr: (sources, threshold) =>
        `time() - max by (namespace, job_name) (${of('status_start_time', sources)} and ${of('status_active', sources)} > 0) > ${threshold}`,
      summary: 'The Job {{ $labels.namespace }}/{{ $labels.job_name }} takes too long',
      description:
        'The Job {{ $labels.namespace }}/{{ $labels.job_name }} has been running for longer than a Job should. It hangs, its pods cannot start, or it has more to do than before.',
    },
    {
      name: 'KubeJobFailed',
      severity: 'warning',
      for: '15m',
      expr: (sources) => `max by (namespace, job_name) (${failed(sources)}) == 1`,
      summary: 'The Job {{ $labels.namespace }}/{{ $labels.job_name }} failed',
      description:
        'The Job {{ $labels.namespace }}/{{ $labels.job_name }} gave up: its pods failed as often as they may, or its deadline passed. The alert ends when the Job is deleted.',
    },
  ],
};
