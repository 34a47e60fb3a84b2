import type { MemberAlertName } from '../../../../inventory/alerts/member';
import type { MemberAlert, MemberGroup } from '../group';

/**
 * What Prometheus does not take of what its targets expose. Anyone who may annotate a pod can bring
 * this about, for his own targets; so it wakes nobody.
 */
export const PROMETHEUS_SCRAPES: MemberGroup = {
  name: 'promfleet-prometheus-scrapes',
  needs: ['prometheus'],
  alerts: [
    refused(
      'PrometheusDuplicateTimestamps',
      'prometheus_target_scrapes_sample_duplicate_timestamp_total',
      'Prometheus drops samples with the time of others',
      'A target of {{ $labels.job }} exposes a series twice, or two targets have the same labels: of their samples one is kept, whichever comes first. Its log, at level warn, names the target.',
    ),
    refused(
      'PrometheusOutOfOrderTimestamps',
      'prometheus_target_scrapes_sample_out_of_order_total',
      'Prometheus drops samples that are older than it has',
      'A target of {{ $labels.job }} exposes timestamps that go back, or two targets have the same labels. Its log, at level warn, names the target.',
    ),
    refused(
      'PrometheusLabelLimitHit',
      'prometheus_target_scrape_pool_exceeded_label_limits_total',
      'Targets have more or longer labels than they may',
      'Scrapes of {{ $labels.job }} fail because a sample has too many labels, or one that is too long. The /targets page of the Prometheus there says which.',
    ),
    refused(
      'PrometheusScrapeBodySizeLimitHit',
      'prometheus_target_scrapes_exceeded_body_size_limit_total',
      'Targets answer with more bytes than they may',
      'Scrapes of {{ $labels.job }} fail because the answer is too large. The /targets page of the Prometheus there says whose.',
    ),
    refused(
      'PrometheusScrapeSampleLimitHit',
      'prometheus_target_scrapes_exceeded_sample_limit_total',
      'Targets have more samples than they may',
      'Scrapes of {{ $labels.job }} fail because a target exposes too many samples. The /targets page of the Prometheus there says which.',
    ),
    {
      name: 'PrometheusTargetSyncFailure',
      severity: 'warning',
      for: '5m',
      expr: ({ prometheus }) =>
        `sum by (job, scrape_job) (increase(prometheus_target_sync_failed_total{${prometheus}}[30m])) > 0`,
      summary: 'Targets of the scrape job {{ $labels.scrape_job }} are left out',
      description:
        'What was discovered for {{ $labels.scrape_job }} does not make a target, such as an address or a scheme that there is not: it is not scraped, and on no page. The log of {{ $labels.job }} has the error.',
    },
  ],
};

/** A counter of what was refused that goes up all the time: once, such as at a rollout, is no matter. */
function refused(
  name: MemberAlertName,
  counter: string,
  summary: string,
  description: string,
): MemberAlert {
  return {
    name,
    severity: 'info',
    for: '15m',
    expr: ({ prometheus }) => `sum by (job) (increase(${counter}{${prometheus}}[5m])) > 0`,
    summary,
    description,
  };
}
