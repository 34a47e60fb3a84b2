import type { FederationMode } from '../inventory/schema/federation';
import type { FederateFromEntry } from '../inventory/schema/fleet';
import type { Credentials } from './access-types';
import type { Detail } from './detail';
import type { Labels } from './workload-types';

/** How a request is verified and proves who it is: as written, in Prometheus's own form. */
type HttpClientKey = 'tls_config' | 'authorization' | 'basic_auth';

/** Another Prometheus federated over static targets. */
export interface FederateFrom
  extends Required<Omit<FederateFromEntry, 'labels' | 'timeout' | HttpClientKey>>,
    Pick<FederateFromEntry, HttpClientKey> {
  /** Absent: Prometheus's own default, 10s or the interval if that is less. */
  readonly timeout?: string;
  readonly labels: Labels;
}

/** The hub's scrape job for one member. */
export interface FederationJob {
  /** ConfigMap of the hub that holds the job. */
  readonly configMap: string;
  /** ConfigMap of the hub that names the cluster as expected. */
  readonly inventoryConfigMap: string;
  /** Job name: the cluster's. */
  readonly cluster: string;
  readonly clusterLabel: string;
  readonly labels: Labels;
  /** host:port of the API server. */
  readonly target: string;
  /** URL of the proxy on the way there. */
  readonly proxyUrl?: string | undefined;
  readonly path: string;
  /** What follows from what the hub reads, or whole jobs beside it; absent: only what `match` says. */
  readonly mode?: FederationMode | undefined;
  /** Whether raw series of the member can be read on demand. */
  readonly drillDown: boolean;
  /** Series to fetch besides. */
  readonly match?: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  /** Whether its metrics carry their types. */
  readonly typed: boolean;
  /** What is recorded while a critical alert fires in the member. */
  readonly detail: readonly Detail[];
  readonly sampleLimit: number;
  readonly bodySizeLimit: string;
  readonly labelLimit: number;
  readonly labelNameLengthLimit: number;
  readonly labelValueLengthLimit: number;
  readonly credentials: Credentials;
  readonly serverName?: string;
  readonly insecureSkipVerify: boolean;
}

/** How raw series of one member are read, by queries that name it and ask for them. */
export interface RemoteRead
  extends Pick<
    FederationJob,
    | 'cluster'
    | 'clusterLabel'
    | 'target'
    | 'proxyUrl'
    | 'credentials'
    | 'serverName'
    | 'insecureSkipVerify'
  > {
  /** Of the member's remote read endpoint, through its API server. */
  readonly path: string;
}
