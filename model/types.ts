import type { FederateFromEntry, MonitorEntry } from '../inventory/schema/fleet';

/** Extra scrape configs as written in the fleet file; already in Prometheus's own form. */
export type ScrapeConfigs = NonNullable<MonitorEntry['scrapeConfigs']>;
/** Rule groups as written in the fleet file; already in Prometheus's own form. */
export type RuleGroups = NonNullable<MonitorEntry['rules']>;
export type Resources = NonNullable<MonitorEntry['resources']>;
export type Labels = Readonly<Record<string, string>>;

/** A resolved fleet: defaults merged, every name, port, label and path derived once. Plain data. */
export interface Fleet {
  readonly hub: Hub;
  readonly members: readonly Member[];
}

/** What the chosen Prometheus image understands; older binaries reject unknown keys and flags. */
export interface PrometheusFeatures {
  /** `--config.auto-reload` (≥ 3.12) rather than the feature flag of 3.0 to 3.11. */
  readonly autoReloadFlag: boolean;
  /** `extra_scrape_metrics` in the configuration (≥ 3.10). */
  readonly extraScrapeMetrics: boolean;
  /** Numeric id of the user the image runs as. */
  readonly user: number;
}

/** Where a pod's image comes from. */
export interface Pulling {
  readonly image: string;
  /** Names of Secrets with the registry's credentials. */
  readonly imagePullSecrets?: readonly string[];
}

/** A Prometheus server as deployed, in a member or at the hub. */
export interface PrometheusServer extends Pulling {
  /** Name of its StatefulSet, Service, ServiceAccount and ConfigMap. */
  readonly name: string;
  readonly namespace: string;
  readonly release: string;
  readonly createNamespace: boolean;
  /** Whether every pod of the namespace meets the *restricted* Pod Security Standard. */
  readonly restricted: boolean;
  readonly networkPolicies: boolean;
  readonly features: PrometheusFeatures;
  readonly replicas: number;
  readonly retention: string;
  readonly storage?: string;
  readonly storageClass?: string;
  readonly resources?: Resources;
  /** Route prefix without a trailing slash: `/prometheus` in a member, empty at the hub. */
  readonly routePrefix: string;
  readonly servicePort: number;
  readonly containerPort: number;
}

/** Another Prometheus federated over static targets. */
export interface FederateFrom extends Required<Omit<FederateFromEntry, 'labels' | 'timeout'>> {
  /** Absent: Prometheus's own default, 10s or the interval if that is less. */
  readonly timeout?: string;
  readonly labels: Labels;
}

/** How a monitor scrapes kubelets. */
export interface Kubelet {
  readonly insecureSkipVerify: boolean;
}

/** The Prometheus stack inside a member. */
export interface Monitor {
  readonly server: PrometheusServer;
  readonly scrapeInterval: string;
  readonly scrapeTimeout: string;
  readonly externalLabels: Labels;
  readonly kubelet: Kubelet;
  /** Each absent when switched off. */
  readonly pushgateway?: Workload;
  readonly nodeExporter?: Workload;
  readonly kubeStateMetrics?: Workload;
  /** Address ranges that proxied requests come from; absent: anywhere. */
  readonly apiServerCidrs?: readonly string[];
  readonly federateFrom: readonly FederateFrom[];
  readonly scrapeConfigs: ScrapeConfigs;
  readonly rules: RuleGroups;
}

/** An exporter beside the Prometheus server. */
export interface Workload extends Pulling {
  readonly name: string;
  readonly namespace: string;
  readonly release: string;
  readonly port: number;
}

/**
 * How the hub reaches a member's Prometheus: the path, the Role's `resourceNames` and the
 * Service's port are all read from here.
 */
export interface ServiceProxy {
  readonly namespace: string;
  readonly service: string;
  /** The Service as written in the path and so in `resourceNames`: `[scheme:]name:port`. */
  readonly resourceName: string;
  /** `[server path]/api/v1/namespaces/NS/services/RESOURCE_NAME/proxy[PREFIX]/federate` */
  readonly path: string;
}

/** Who the hub is on a member. */
export type ReaderSubject =
  | { readonly kind: 'User'; readonly name: string }
  | { readonly kind: 'ServiceAccount'; readonly name: string; readonly namespace: string };

/** The identity the hub uses on a member: it may `get` one service proxy and nothing else. */
export interface Reader {
  readonly roleName: string;
  readonly namespace: string;
  readonly resourceName: string;
  readonly subject: ReaderSubject;
}

/** The member's Secret at the hub, and where its keys appear in the statestore. */
export interface Credentials {
  readonly secretName: string;
  /** Secret keys and their paths below the statestore: `<cluster>/certificate-authority-data.pem`. */
  readonly items: readonly { readonly key: string; readonly path: string }[];
  readonly caFile: string;
  /** Client certificate and key, or a token: never both. */
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly tokenFile?: string;
}

/** The hub's scrape job for one member. */
export interface FederationJob {
  /** ConfigMap of the hub that holds the job. */
  readonly configMap: string;
  /** Job name: the cluster's. */
  readonly cluster: string;
  readonly clusterLabel: string;
  readonly labels: Labels;
  /** host:port of the API server. */
  readonly target: string;
  readonly path: string;
  readonly match: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  readonly sampleLimit: number;
  readonly bodySizeLimit: string;
  readonly labelLimit: number;
  readonly labelNameLengthLimit: number;
  readonly labelValueLengthLimit: number;
  readonly credentials: Credentials;
  readonly serverName?: string;
  readonly insecureSkipVerify: boolean;
}

/** A watched cluster. */
export interface Member {
  readonly name: string;
  /** Index of its entry in the fleet file. */
  readonly entry: number;
  /** Address and path of its API server, the same for entries of the same cluster. */
  readonly server: string;
  /** Absent when the member brings its own Prometheus. */
  readonly monitor?: Monitor;
  readonly reader: Reader;
  readonly job: FederationJob;
}

/** The hub's Grafana. */
export interface Grafana extends Pulling {
  readonly name: string;
  readonly namespace: string;
  readonly release: string;
  readonly adminSecret: string;
  readonly storage?: string;
  readonly port: number;
  /** URL of the hub's Prometheus inside the cluster. */
  readonly prometheusUrl: string;
}

/** The central Prometheus and what stands beside it. */
export interface Hub {
  readonly server: PrometheusServer;
  readonly cluster: string;
  readonly clusterLabel: string;
  readonly statestore: string;
  readonly scrapeInterval: string;
  readonly federateFrom: readonly FederateFrom[];
  readonly scrapeConfigs: ScrapeConfigs;
  readonly rules: RuleGroups;
  readonly grafana?: Grafana;
  /** Ports of API servers and federated Prometheus servers; absent: any. */
  readonly egressPorts?: readonly number[];
}
