import { PODS } from '../../../jobs/pods';
import { SERVICE_ENDPOINTS } from '../../../jobs/service-endpoints';
import type { MemberGroup } from '../group';

/** When each of the jobs that push did so last, as Unix time. */
export const PUSHED_LAST = 'job:push_time_seconds:max';

/** Jobs that are looked at: whoever pushes can name as many as he likes. */
const MOST = 100;

/**
 * When each of the jobs that push did so last, those that are silent for the longest first. A
 * Pushgateway's series are of the jobs that pushed them, which annotated targets cannot claim to be.
 */
const pushed = () =>
  `bottomk(${MOST}, max by (job) (push_time_seconds{job!~"${PODS.name}|${SERVICE_ENDPOINTS.name}"}))`;

/** How fresh what was pushed is. */
export const PUSHED: MemberGroup = {
  name: 'promfleet-pushgateway',
  needs: ['pushgateway'],
  interval: '1m',
  records: [{ record: PUSHED_LAST, expr: pushed }],
  alerts: [
    {
      name: 'PushgatewayMetricsStale',
      // Anyone may push, and stop: nobody is woken for it.
      severity: 'info',
      for: '10m',
      threshold: 129_600,
      expr: (_, threshold) => `time() - ${pushed()} > ${threshold}`,
      summary: 'The job {{ $labels.job }} has stopped pushing',
      description:
        'The last push of {{ $labels.job }} is so long ago that the job may no longer run or succeed. What it pushed last is still scraped as if it were of now.',
    },
  ],
};
