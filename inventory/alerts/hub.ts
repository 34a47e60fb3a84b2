import type { ThresholdUnit } from './threshold';

/**
 * The alerts of the hub, and what their thresholds count; those without one have nothing to set.
 * What they ask for is in `prometheus/rules/`.
 */
export const HUB_ALERTS = {
  // The fleet
  ClusterMissing: null,
  ClusterIdentityClash: null,
  ClusterRolloutMissed: null,
  FederationDown: null,
  FederationFlapping: 'number',
  FederationEmpty: null,
  FederationJobVanished: null,
  FederationChurn: null,
  FederationBodyTooLarge: null,
  FederationNearSampleLimit: 'ratio',
  FederationNearTimeout: 'ratio',
  FederationNotStarted: null,
  FederationClockSkewed: null,
  FederationCredentialExpires: null,
  MemberAlert: null,
  // The hub itself
  HubConfigurationRejected: null,
  HubHeadAheadOfTime: null,
  HubSamplesRejected: null,
  HubRulesFailing: null,
  HubStoresNothing: null,
  HubStorageFailing: null,
  HubStorageDamaged: null,
  HubReplicaDown: null,
  HubDiskNearlyFull: null,
  Watchdog: null,
  // Whether anyone is told
  HubNotConnectedToAlertmanagers: null,
  HubErrorSendingAlerts: 'ratio',
  HubNotificationQueueFull: 'ratio',
  AlertmanagerFailedReload: null,
  AlertmanagerMembersInconsistent: null,
  AlertmanagerFailedToSendAlerts: 'ratio',
  AlertmanagerClusterFailedToSendAlerts: 'ratio',
  AlertmanagerConfigInconsistent: null,
  AlertmanagerClusterDown: null,
  AlertmanagerClusterCrashlooping: null,
  AlertmanagerClusterFailedPeers: null,
} as const satisfies Readonly<Record<string, ThresholdUnit | null>>;

export type HubAlertName = keyof typeof HUB_ALERTS;
