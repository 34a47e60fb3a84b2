import type { MountedSecret } from './workload-types';

/** A replica of the hub's Prometheus as the hub scrapes it. */
export interface HubTarget {
  /** host:port */
  readonly address: string;
  /** Absent: the address. */
  readonly instance?: string;
}

/** One of the Secrets that members share. */
export interface StatestoreSecret extends MountedSecret {
  /** Its directory below the statestore. */
  readonly directory: string;
}

/** The volume of each of the hub's Prometheus pods. */
export interface HubVolume {
  /** As written in the fleet file. */
  readonly size: string;
  readonly bytes: number;
  /** Share of it above which it is nearly full: there has to be room for a block. */
  readonly fullAbove: number;
}
