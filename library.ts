/*
 * `promfleet/constructs`: what a cdk8s app of somebody else's is composed of.
 *
 * At the level of `index.ts`, not in `constructs/`: charts and what makes their props stand above
 * the constructs, and imports go downwards only. Apart from `index.ts`, as who only loads a fleet
 * file need not load cdk8s.
 */

export * from './charts';
export * from './constructs';
export type { ClusterEntry, FleetFile, MonitorEntry } from './inventory';
export type { ExporterKey } from './model/components';
/** What the props of constructs are made of: apart, as `Grafana` and others are constructs here. */
export type * as model from './model/types';
export {
  exporterOf,
  FleetError,
  fleetOf,
  type MonitorSettings,
  memberOf,
  monitorOf,
  serverOf,
} from './synth/fleet-of';
