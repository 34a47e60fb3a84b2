import type { Front } from './access-types';
import type { Labels, MountedSecret, Workload } from './workload-types';

/** What the chosen Prometheus image understands; older binaries reject unknown keys and flags. */
export interface PrometheusFeatures {
  /** `--config.auto-reload` (≥ 3.12) rather than the feature flag of 3.0 to 3.11. */
  readonly autoReloadFlag: boolean;
  /** `extra_scrape_metrics` in the configuration (≥ 3.10). */
  readonly extraScrapeMetrics: boolean;
  /** The feature flag `type-and-unit-labels` (≥ 3.5). */
  readonly typeAndUnitLabels: boolean;
}

/** A Prometheus server as deployed, in a member or at the hub. */
export interface PrometheusServer extends Workload {
  readonly release: string;
  readonly createNamespace: boolean;
  /** Whether every pod of the namespace meets the *restricted* Pod Security Standard. */
  readonly restricted: boolean;
  readonly features: PrometheusFeatures;
  /** Whether metrics get their type and unit as labels. */
  readonly typed: boolean;
  readonly replicas: number;
  readonly highlyAvailable: boolean;
  readonly retention: string;
  /** Bytes of samples that are kept, as Prometheus writes sizes; absent: any number. */
  readonly retentionSize?: string | undefined;
  /** How large an emptyDir in the place of a volume may become; absent: as large as the node's disk. */
  readonly dataLimit?: string | undefined;
  readonly storage?: string;
  readonly storageClass?: string;
  /** Route prefix without a trailing slash: `/prometheus` in a member, empty at the hub. */
  readonly routePrefix: string;
  /** Further arguments. */
  readonly args: readonly string[];
  /** URL by which people reach it. */
  readonly externalUrl: string;
  /** Labels of all objects of its release, its Namespace too; absent where there are none. */
  readonly commonLabels?: Labels;
  /** Secrets that scrape configs name files of. */
  readonly secrets: readonly MountedSecret[];
  /** Label that tells replicas apart; absent where there is nothing to tell. */
  readonly replicaLabel?: string;
  /** Of its remote read endpoint, where the hub asks it; absent: Prometheus's own. */
  readonly remoteReadLimits?: RemoteReadLimits | undefined;
  /** What the hub has to pass; absent: it reaches the server itself. */
  readonly front?: Front | undefined;
}

/** What a Prometheus answers remote reads with. */
export interface RemoteReadLimits {
  /** Samples of an answer that is not streamed; Prometheus's own queries have theirs streamed. */
  readonly samples: number;
  /** Answers that are made at a time; further requests wait. */
  readonly concurrent: number;
}
