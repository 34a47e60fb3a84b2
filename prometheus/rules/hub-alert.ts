import type { HubAlertName } from '../../inventory/alerts/hub';
import type { Hub } from '../../model/types';
import { type Alert, thresholdOf } from './rule';

/** An alert of the hub, made for its settings. */
export type HubAlert = Alert<HubAlertName>;

/** Where the conditions of alerts begin, unless the settings say otherwise. */
export const HUB_THRESHOLDS = {
  AlertmanagerClusterFailedToSendAlerts: 0.01,
  AlertmanagerFailedToSendAlerts: 0.01,
  FederationFlapping: 6,
  FederationNearSampleLimit: 0.8,
  FederationNearTimeout: 0.8,
  HubErrorSendingAlerts: 0.01,
  HubNotificationQueueFull: 0.5,
} as const satisfies Partial<Record<HubAlertName, number>>;

/** The threshold of one of the hub's alerts. */
export const hubThreshold = ({ alerts }: Pick<Hub, 'alerts'>, name: keyof typeof HUB_THRESHOLDS) =>
  thresholdOf(name, HUB_THRESHOLDS[name], alerts);
