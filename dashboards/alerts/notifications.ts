import { ofAlertmanager, ofHub } from '../../prometheus/relabel/federation-marker';
import { HUB_THRESHOLDS } from '../../prometheus/rules/hub-alert';
import type { Row, Scale, TimeSeriesPanel } from '../types';

/** Whether people are told. */
export const notifications = (): Row => ({
  title: 'Who is told',
  panels: [
    lines(
      'Notifications in an hour',
      'How many notifications Alertmanager sent in the hour before, by integration. What is wrong is told again and again, so many are either a bad day or badly grouped.',
      'Alertmanager sent nothing in this time, or the hub has none of its own',
      `sum by (integration) (increase(${sent}[1h])) > 0`,
      '{{integration}}',
      { unit: 'number' },
    ),
    lines(
      'Notifications that failed',
      'Part of the notifications that failed for good, by integration: people were not told. The log of Alertmanager says why.',
      'Alertmanager sent nothing in this time, or the hub has none of its own',
      `sum by (integration) (rate(alertmanager_notifications_failed_total${ofAlertmanager()}[15m])) / (sum by (integration) (rate(${sent}[15m])) > 0)`,
      '{{integration}}',
      {
        unit: 'share',
        levels: [
          { from: 0, is: 'good' },
          { from: HUB_THRESHOLDS.AlertmanagerFailedToSendAlerts, is: 'bad' },
        ],
      },
    ),
    lines(
      'Alerts at Alertmanager',
      'Alerts that Alertmanager has, by what becomes of them: suppressed are those that somebody silenced or another alert inhibits.',
      'The hub has no Alertmanager of its own',
      `max by (state) (alertmanager_alerts${ofAlertmanager()})`,
      '{{state}}',
      { unit: 'number' },
    ),
    lines(
      'Silences',
      'Silences that hold now, and those that begin later. One that was forgotten hides the next outage.',
      'The hub has no Alertmanager of its own',
      `max by (state) (alertmanager_silences${ofAlertmanager('state!="expired"')})`,
      '{{state}}',
      { unit: 'number' },
    ),
    lines(
      'Not told of, in an hour',
      'How many notifications were left out in the hour before, and why: a silence, an alert that inhibits others, or a time at which a route is muted.',
      'No notification was left out in this time',
      `sum by (reason) (increase(alertmanager_notifications_suppressed_total${ofAlertmanager()}[1h])) > 0`,
      '{{reason}}',
      { unit: 'number' },
    ),
    lines(
      'Alerts that no Alertmanager took',
      'Part of what each replica of the hub sent that failed, by Alertmanager. Of what none of them takes nobody is told.',
      'The hub sent nothing to an Alertmanager in this time',
      failed(),
      '{{instance}} {{alertmanager}}',
      {
        unit: 'share',
        levels: [
          { from: 0, is: 'good' },
          { from: HUB_THRESHOLDS.HubErrorSendingAlerts, is: 'bad' },
        ],
      },
    ),
  ],
});

const sent = `alertmanager_notifications_total${ofAlertmanager()}`;

/** Those that succeed are counted without those that do not. */
function failed(): string {
  const rate = (counter: string) =>
    `sum by (instance, alertmanager) (rate(prometheus_notifications_${counter}${ofHub()}[10m]))`;
  return `${rate('errors_total')} / (${rate('errors_total')} + ${rate('sent_total')} > 0)`;
}

function lines(
  title: string,
  description: string,
  empty: string,
  expr: string,
  legend: string,
  scale: Scale,
): TimeSeriesPanel {
  return {
    kind: 'timeSeries',
    title,
    description,
    width: 8,
    height: 7,
    empty,
    queries: [{ expr, legend }],
    ...scale,
  };
}
