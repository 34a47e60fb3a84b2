import type { Resources } from '../types';

/** A place in a release: what is labelled and selected by the same name. */
export interface Component {
  /** Name within a release: label `component`, and the end of the names of its objects. */
  readonly component: string;
  /** Name of the application: label `app.kubernetes.io/name`. */
  readonly application: string;
  /** Label `app`. Pods are selected by it, so it can never change in the life of a release. */
  readonly app: string;
}

/**
 * A component that runs: all that is known of it before a fleet file is read. Whoever needs its
 * port, its image or its job's name reads them here.
 */
export interface Deployable extends Component {
  /** The upstream image, in the version promfleet was tested with. */
  readonly image: { readonly repository: string; readonly tag: string };
  /** Port that its container listens on; the container port is named `http`. */
  readonly port: number;
  /** Port of its Service. */
  readonly servicePort: number;
  /** Numeric id of the user that the image runs as. */
  readonly user: number;
  /** Resources of its container. */
  readonly resources: Resources;
}

/** What stands beside the Prometheus of a member, and can be switched on and off. */
export interface Exporter extends Deployable {
  /** Whether it is deployed unless the fleet file says otherwise. */
  readonly enabled: boolean;
  /**
   * Name of its scrape job.
   *
   * @default - none: its Service is annotated, and `kubernetes-service-endpoints` scrapes it
   */
  readonly job?: string;
  /**
   * The job that its series are of, where they say themselves what else they are about: they keep
   * their labels then.
   *
   * @default - the scrape job's name, and the target's labels win
   */
  readonly honoredAs?: string;
  /**
   * Port of its metrics about itself, where those stand apart from what it exports.
   *
   * @default - none
   */
  readonly telemetryPort?: number;
  /** What its targets are told apart by: the node each runs on, or the pod. */
  readonly instance: 'node' | 'pod';
  /**
   * Whether tenants send it what it exports.
   *
   * @default false
   */
  readonly fedByTenants?: boolean;
  /**
   * Whether it sees its host, and is on the network of it unless told otherwise: its port is the
   * host's then.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;
}
