import type { Hub } from '../../model/types';
import { ofAlertmanager } from '../relabel/federation-marker';
import { type HubAlert, hubThreshold } from './hub-alert';
import { alert } from './rule';

/** Alerts on the hub's Alertmanager, all replicas; a hub without one has none of its metrics. */
export function alertmanagerRules(hub: Hub): HubAlert[] {
  return [...configuration(), ...cluster(), ...failures(hub)];
}

function configuration(): HubAlert[] {
  return [
    alert(
      'AlertmanagerFailedReload',
      'critical',
      `max_over_time(alertmanager_config_last_reload_successful${ofAlertmanager()}[5m]) == 0`,
      '10m',
      'Alertmanager runs with an old configuration',
      'The last reload of {{ $labels.instance }} failed: routes and receivers that changed since are not in effect, and a restart would fail. Its log says why.',
    ),
    alert(
      'AlertmanagerConfigInconsistent',
      'critical',
      `count(count_values("config_hash", alertmanager_config_hash${ofAlertmanager()})) > 1`,
      '20m',
      'Replicas of Alertmanager have different configurations',
      'For a while the replicas of Alertmanager have not had one configuration: whom they tell of an alert depends on which of them does it.',
    ),
  ];
}

function cluster(): HubAlert[] {
  const members = `max_over_time(alertmanager_cluster_members${ofAlertmanager()}[5m])`;
  return [
    alert(
      'AlertmanagerMembersInconsistent',
      'critical',
      `${members} < on () group_left () count(${members})`,
      '15m',
      'A replica of Alertmanager does not see all others',
      'For a while {{ $labels.instance }} has known of fewer replicas than there are: what one of them has sent is sent again by those that do not hear of it, and silences differ.',
    ),
    alert(
      'AlertmanagerClusterFailedPeers',
      'warning',
      `max_over_time(alertmanager_cluster_failed_peers${ofAlertmanager()}[5m]) > 0`,
      '15m',
      'A replica of Alertmanager has lost another',
      'For a while {{ $labels.instance }} has not reached a replica that it knew: it is down, or something is between them.',
    ),
    alert(
      'AlertmanagerClusterDown',
      'critical',
      `avg(avg_over_time(up${ofAlertmanager()}[5m]) < bool 0.5) >= 0.5`,
      '5m',
      'Half of the replicas of Alertmanager, or more, are down',
      'For most of the last 5 minutes {{ $value | humanizePercentage }} of the replicas of Alertmanager have not answered. Once none is left nobody is told of anything.',
    ),
    alert(
      'AlertmanagerClusterCrashlooping',
      'critical',
      `avg(changes(process_start_time_seconds${ofAlertmanager()}[10m]) > bool 4) >= 0.5`,
      '5m',
      'Half of the replicas of Alertmanager, or more, restart over and over',
      '{{ $value | humanizePercentage }} of the replicas of Alertmanager have started five times in 10 minutes or more: alerts are sent late, again, or not at all.',
    ),
  ];
}

function failures(hub: Hub): HubAlert[] {
  const rate = (counter: string) =>
    `sum by (instance, integration) (rate(alertmanager_${counter}${ofAlertmanager()}[15m]))`;
  const failed = `${rate('notifications_failed_total')} / (${rate('notifications_total')} > 0)`;
  return [
    alert(
      'AlertmanagerFailedToSendAlerts',
      'warning',
      `${failed} > ${hubThreshold(hub, 'AlertmanagerFailedToSendAlerts')}`,
      '5m',
      'A replica of Alertmanager fails to notify by {{ $labels.integration }}',
      '{{ $value | humanizePercentage }} of the notifications that {{ $labels.instance }} sends by {{ $labels.integration }} fail. Its log says why; another replica may succeed.',
    ),
    alert(
      'AlertmanagerClusterFailedToSendAlerts',
      'critical',
      `min by (integration) (${failed}) > ${hubThreshold(hub, 'AlertmanagerClusterFailedToSendAlerts')}`,
      '5m',
      'Alertmanager fails to notify by {{ $labels.integration }}',
      'Of the notifications by {{ $labels.integration }} every replica of Alertmanager that sends any fails with {{ $value | humanizePercentage }} or more: people are not told. Their logs say why.',
    ),
  ];
}
