import type { MemberGroup, Recording } from '../group';
import { quantile } from '../promql';

const slowest = (histogram: string): Recording => ({
  record: `cluster:${histogram}:p99_rate5m`,
  expr: ({ scheduler }) =>
    quantile(0.99, `sum by (le) (rate(${histogram}_bucket{${scheduler}}[5m]))`),
});

/** The scheduler, where Prometheus sees it; few clusters show theirs. */
export const SCHEDULER: MemberGroup = {
  name: 'promfleet-scheduler',
  needs: ['scheduler'],
  interval: '1m',
  records: [
    slowest('scheduler_scheduling_attempt_duration_seconds'),
    slowest('scheduler_pod_scheduling_sli_duration_seconds'),
    {
      record: 'result:scheduler_schedule_attempts:rate5m',
      expr: ({ scheduler }) =>
        `sum by (result) (rate(scheduler_schedule_attempts_total{${scheduler}}[5m]))`,
    },
    {
      record: 'queue:scheduler_pending_pods:sum',
      expr: ({ scheduler }) => `sum by (queue) (scheduler_pending_pods{${scheduler}})`,
    },
  ],
};
