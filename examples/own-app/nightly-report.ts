import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Pushgateway } from 'promfleet/constructs';

/** What a report is made from. */
export interface NightlyReportProps {
  /** Where it pushes what it found. */
  readonly pushgateway: Pushgateway;
  /**
   * When it runs, as cron has it.
   *
   * @default - at two in the morning
   */
  readonly schedule?: string;
}

/** A job that pushes when it was done, and so shows up in the Prometheus of its cluster. */
export class NightlyReport extends Construct {
  constructor(scope: Construct, id: string, props: NightlyReportProps) {
    super(scope, id);
    const { pushgateway, schedule = '0 2 * * *' } = props;
    const push = `${pushgateway.url}/metrics/job/nightly-report`;
    new k8s.KubeCronJob(this, 'job', {
      metadata: { name: 'nightly-report', namespace: pushgateway.namespace },
      spec: {
        schedule,
        jobTemplate: {
          spec: {
            template: {
              spec: {
                restartPolicy: 'Never',
                containers: [
                  {
                    name: 'report',
                    image: 'registry.internal/report:v1',
                    env: [{ name: 'PUSH_TO', value: push }],
                  },
                ],
              },
            },
          },
        },
      },
    });
  }
}
