import type { Row } from './row';

/** The alerts of Alertmanager's mixin: the hub's are the only ones that promfleet deploys. */
export const ALERTMANAGER: readonly Row[] = [
  ['AlertmanagerFailedReload', 'critical', ['AlertmanagerFailedReload']],
  ['AlertmanagerMembersInconsistent', 'critical', ['AlertmanagerMembersInconsistent']],
  ['AlertmanagerFailedToSendAlerts', 'warning', ['AlertmanagerFailedToSendAlerts']],
  ['AlertmanagerClusterFailedToSendAlerts', 'critical', ['AlertmanagerClusterFailedToSendAlerts']],
  [
    'AlertmanagerClusterFailedToSendAlerts',
    'warning',
    {
      reason:
        'The mixin lets its user say by a pattern which integrations matter less, and takes all as critical otherwise; here the severity is a setting of the one alert, hub.alerts.',
    },
  ],
  ['AlertmanagerConfigInconsistent', 'critical', ['AlertmanagerConfigInconsistent']],
  ['AlertmanagerClusterDown', 'critical', ['AlertmanagerClusterDown']],
  ['AlertmanagerClusterCrashlooping', 'critical', ['AlertmanagerClusterCrashlooping']],
  ['AlertmanagerClusterFailedPeers', 'warning', ['AlertmanagerClusterFailedPeers']],
];
