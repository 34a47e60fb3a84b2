import type { Row } from './row';

const REMOTE = {
  reason:
    'No Prometheus of promfleet writes to a remote storage, and the fleet file has no key for one: the hub reads its members.',
};

/** The alerts of Prometheus's mixin. The hub has alerts of its own; in members nothing is notified. */
export const PROMETHEUS: readonly Row[] = [
  ['PrometheusBadConfig', 'critical', ['PrometheusBadConfig', 'HubConfigurationRejected']],
  ['PrometheusSDRefreshFailure', 'warning', ['PrometheusSDRefreshFailure']],
  ['PrometheusKubernetesListWatchFailures', 'warning', ['PrometheusKubernetesListWatchFailures']],
  ['PrometheusNotificationQueueRunningFull', 'warning', ['HubNotificationQueueFull']],
  ['PrometheusErrorSendingAlertsToSomeAlertmanagers', 'warning', ['HubErrorSendingAlerts']],
  [
    'PrometheusErrorSendingAlertsToAnyAlertmanager',
    'critical',
    ['HubNotConnectedToAlertmanagers', 'HubErrorSendingAlerts'],
  ],
  ['PrometheusNotConnectedToAlertmanagers', 'warning', ['HubNotConnectedToAlertmanagers']],
  [
    'PrometheusTSDBReloadsFailing',
    'warning',
    ['PrometheusTSDBReloadsFailing', 'HubStorageFailing'],
  ],
  [
    'PrometheusTSDBCompactionsFailing',
    'warning',
    ['PrometheusTSDBCompactionsFailing', 'HubStorageFailing'],
  ],
  [
    'PrometheusNotIngestingSamples',
    'warning',
    ['PrometheusNotIngestingSamples', 'HubStoresNothing'],
  ],
  [
    'PrometheusDuplicateTimestamps',
    'warning',
    ['PrometheusDuplicateTimestamps', 'HubSamplesRejected'],
  ],
  [
    'PrometheusOutOfOrderTimestamps',
    'warning',
    ['PrometheusOutOfOrderTimestamps', 'HubSamplesRejected'],
  ],
  ['PrometheusRemoteStorageFailures', 'critical', REMOTE],
  ['PrometheusRemoteWriteBehind', 'critical', REMOTE],
  ['PrometheusRemoteWriteDesiredShards', 'warning', REMOTE],
  ['PrometheusRuleFailures', 'critical', ['PrometheusRuleFailures', 'HubRulesFailing']],
  [
    'PrometheusMissingRuleEvaluations',
    'warning',
    ['PrometheusMissingRuleEvaluations', 'HubRulesFailing'],
  ],
  [
    'PrometheusTargetLimitHit',
    'warning',
    {
      reason:
        'No job has a target_limit: it fails all targets of its job, and whoever may create a Service could make as many as it takes to blind the others.',
    },
  ],
  ['PrometheusLabelLimitHit', 'warning', ['PrometheusLabelLimitHit', 'FederationDown']],
  [
    'PrometheusScrapeBodySizeLimitHit',
    'warning',
    ['PrometheusScrapeBodySizeLimitHit', 'FederationBodyTooLarge'],
  ],
  [
    'PrometheusScrapeSampleLimitHit',
    'warning',
    ['PrometheusScrapeSampleLimitHit', 'FederationNearSampleLimit'],
  ],
  [
    'PrometheusTargetSyncFailure',
    'critical',
    ['PrometheusTargetSyncFailure', 'FederationNotStarted'],
  ],
  ['PrometheusHighQueryLoad', 'warning', ['PrometheusHighQueryLoad']],
];
