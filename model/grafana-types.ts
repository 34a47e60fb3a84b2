import type { DashboardName } from '../inventory/dashboards';
import type { GrafanaEntry } from '../inventory/schema/fleet';
import type { Door, Issuer } from './door-types';
import type { Workload } from './workload-types';

/** An environment variable, as Kubernetes has it. */
export type EnvVariable = NonNullable<GrafanaEntry['env']>[number];

type OidcEntry = NonNullable<GrafanaEntry['oidc']>;

/** Grafana's login by OpenID Connect. */
export type GrafanaOidc = OidcEntry &
  Required<Pick<OidcEntry, 'name' | 'scopes' | 'groupsAttributePath'>> &
  Issuer;

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
  /** The user's own variables. */
  readonly env: readonly EnvVariable[];
  /** Absent: it is reached from inside its cluster. */
  readonly door?: Door | undefined;
  /** The URL that people see; absent where nothing is said of it. */
  readonly rootUrl?: string | undefined;
  /** Whether its cookies are for https alone. */
  readonly secureCookies: boolean;
  /** Absent: people log in with names and passwords of its own. */
  readonly oidc?: GrafanaOidc | undefined;
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
