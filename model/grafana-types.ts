import type { DashboardName } from '../inventory/dashboards';
import type { Workload } from './workload-types';

/** The hub's Grafana. */
export interface Grafana extends Workload {
  readonly adminSecret: string;
  readonly storage?: string;
  readonly storageClass?: string;
  /** URL of the hub's Prometheus inside the cluster. */
  readonly prometheusUrl: string;
  /** URL of the hub's Alertmanager inside the cluster; absent where none is deployed. */
  readonly alertmanagerUrl?: string | undefined;
  /** Longest time between two samples of a series at the hub. */
  readonly sampleInterval: string;
  /** The dashboards of promfleet's that it shows. */
  readonly dashboards: readonly DashboardName[];
  /** The user's own dashboards. */
  readonly ownDashboards: readonly OwnDashboard[];
}

/** A dashboard of the user's. */
export interface OwnDashboard extends DashboardFile {
  readonly uid: string;
  /** All that it asks Prometheus. */
  readonly expressions: readonly OwnExpression[];
}

/** An expression of a user's dashboard, and where it stands; its variables are still in it. */
export interface OwnExpression {
  readonly file: string;
  readonly line: number;
  readonly col: number;
  /** Title of the panel that asks for it; `variable <name>` or `annotation <name>` where that does. */
  readonly panel: string;
  readonly expr: string;
}

/** A dashboard as Grafana reads it. */
export interface DashboardFile {
  /** Unlike that of every other: its ConfigMap is called by it. */
  readonly name: string;
  /** Name of the file, unlike all others. */
  readonly file: string;
  readonly text: string;
}
