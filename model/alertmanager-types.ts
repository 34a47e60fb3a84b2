import type { AlertmanagerEntry } from '../inventory/schema/fleet';
import type { MountedSecret, Workload } from './workload-types';

/** Who is told of what, as the fleet file has it; already in Alertmanager's own form. */
export type AlertmanagerConfig = NonNullable<AlertmanagerEntry['config']>;

type ExistingAlertmanager = NonNullable<AlertmanagerEntry['existing']>[number];

/** Where alerts are sent, and how. */
export type AlertmanagerClient = Omit<ExistingAlertmanager, 'targets'> & {
  /** host:port of every replica: each has to have all alerts. */
  readonly targets: readonly string[];
};

/** An external service that raises the alarm when nobody calls it any more. */
export interface Heartbeat {
  /** Secret with its URL. */
  readonly secret: string;
  readonly key: string;
  /** Time between two calls. */
  readonly interval: string;
  /** Half of it. */
  readonly half: string;
}

/** A replica, by a name that stays. */
export interface AlertmanagerReplica {
  readonly pod: string;
  readonly host: string;
  /** host:port of its API. */
  readonly address: string;
}

/** The hub's Alertmanager. */
export interface Alertmanager extends Workload {
  readonly replicas: readonly AlertmanagerReplica[];
  readonly replicaCount: number;
  readonly highlyAvailable: boolean;
  readonly retention: string;
  /** Absent: what it keeps goes with its pod. */
  readonly storage?: string | undefined;
  readonly storageClass?: string | undefined;
  /** Secrets that receivers, or the heartbeat, name files of. */
  readonly secrets: readonly MountedSecret[];
  readonly clusterLabel: string;
  /** The root route, whole. */
  readonly route: AlertmanagerConfig['route'];
  /** The rest of what the fleet file says; absent: nobody is told of anything. */
  readonly config?: Omit<AlertmanagerConfig, 'route'> | undefined;
  readonly heartbeat?: Heartbeat | undefined;
  /** URL of its Service inside the cluster. */
  readonly url: string;
}
