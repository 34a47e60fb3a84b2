import type { Hub } from '../../model/types';
import { ofHub } from '../relabel/federation-marker';
import { type HubAlert, hubThreshold } from './hub-alert';
import { alert } from './rule';

/** Alerts on what the hub has to tell and no Alertmanager takes. */
export function notificationRules(hub: Hub): HubAlert[] {
  return [notConnected(), failing(hub), queueFull(hub)];
}

/** Of the alerts that were sent to each Alertmanager: what succeeded is counted without what did not. */
function failed(range: string): string {
  const rate = (counter: string) => `rate(prometheus_notifications_${counter}${ofHub()}[${range}])`;
  return `${rate('errors_total')} / (${rate('errors_total')} + ${rate('sent_total')})`;
}

/** A hub that was given no Alertmanager has none to find. */
function notConnected(): HubAlert {
  const found = `max by (instance) (max_over_time(prometheus_notifications_alertmanagers_discovered${ofHub()}[5m])) < 1`;
  const wanted = `prometheus_sd_discovered_targets${ofHub('name="notify"')}`;
  return alert(
    'HubNotConnectedToAlertmanagers',
    'critical',
    `min by (instance) (${failed('5m')}) > 0.5 or ${found} and on (instance) ${wanted}`,
    '10m',
    'No Alertmanager takes the alerts of the hub',
    'For a while {{ $labels.instance }} has found no Alertmanager, or most of what it sends to each has failed: of all that goes on nobody is told. Only who waits for Watchdog hears of this, and another replica of the hub.',
  );
}

function failing(hub: Hub): HubAlert {
  return alert(
    'HubErrorSendingAlerts',
    'warning',
    `${failed('10m')} > ${hubThreshold(hub, 'HubErrorSendingAlerts')}`,
    '15m',
    'An Alertmanager does not take all alerts of the hub',
    'For a while {{ $value | humanizePercentage }} of the alerts that {{ $labels.instance }} sent to {{ $labels.alertmanager }} have failed. Replicas of Alertmanager do not pass alerts on to each other: were the others to fail, nobody would be told.',
  );
}

function queueFull(hub: Hub): HubAlert {
  const capacity = `prometheus_notifications_queue_capacity${ofHub()}`;
  return alert(
    'HubNotificationQueueFull',
    'warning',
    `prometheus_notifications_queue_length${ofHub()} / on (instance) group_left () ${capacity} > ${hubThreshold(hub, 'HubNotificationQueueFull')}`,
    '10m',
    'Alerts of the hub wait for an Alertmanager',
    'For a while {{ $value | humanizePercentage }} of the queue of {{ $labels.instance }} has been taken, as {{ $labels.alertmanager }} answers too slowly. Once it is full the oldest alerts are dropped.',
  );
}
