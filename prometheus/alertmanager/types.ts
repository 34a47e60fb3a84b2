import type { AlertmanagerConfig as Given } from '../../model/alertmanager-types';

/*
 * The part of Alertmanager's configuration that promfleet writes, under Alertmanager's own names:
 * https://prometheus.io/docs/alerting/latest/configuration/
 */

/** alertmanager.yml */
export interface AlertmanagerConfig extends Pick<Given, 'global' | 'time_intervals'> {
  readonly route: RootRoute;
  readonly receivers: Given['receivers'];
  readonly inhibit_rules: readonly InhibitRule[];
}

export type Receiver = Given['receivers'][number];
export type InhibitRule = NonNullable<Given['inhibit_rules']>[number];
type RootRoute = Given['route'];
export type Route = NonNullable<RootRoute['routes']>[number];
