import type { Path } from '../diagnostics';
import type { AlertSetting } from '../inventory/schema/alerts';
import type { ExporterKey } from '../inventory/schema/exporters';
import type { MonitorEntry } from '../inventory/schema/fleet';
import type { PatchEntry } from '../inventory/schema/patches';
import type { Reader } from './access-types';
import type { Alertmanager, AlertmanagerClient } from './alertmanager-types';
import type { ControlPlane } from './control-plane-types';
import type { Detail } from './detail';
import type { Login } from './door-types';
import type { FederateFrom, FederationJob, RemoteRead } from './federation-types';
import type { Grafana } from './grafana-types';
import type { HubTarget, HubVolume, StatestoreSecret } from './hub-types';
import type { Alerting, RemoteWrite } from './sending';
import type { PrometheusServer } from './server-types';
import type { Labels, NamespaceSelector, Objects, Workload } from './workload-types';

export type {
  CredentialContent,
  CredentialItem,
  Credentials,
  Front,
  Reader,
  ReaderSubject,
  ServiceProxy,
} from './access-types';
export type { ControlPlane, ControlPlaneJob } from './control-plane-types';
export type { Door, HttpRoute, Ingress, Login, OidcLogin } from './door-types';
export type { FederateFrom, FederationJob, RemoteRead } from './federation-types';
export type {
  DashboardFile,
  EnvVariable,
  Grafana,
  OwnDashboard,
  OwnExpression,
} from './grafana-types';
export type { HubTarget, HubVolume, StatestoreSecret } from './hub-types';
export type { Alerting, RemoteWrite } from './sending';
export type { PrometheusFeatures, PrometheusServer, RemoteReadLimits } from './server-types';
export type {
  Labels,
  MountedSecret,
  NamespaceSelector,
  Objects,
  PodSettings,
  Resources,
  Workload,
} from './workload-types';

/** Extra scrape configs as written in the fleet file; already in Prometheus's own form. */
export type ScrapeConfigs = NonNullable<MonitorEntry['scrapeConfigs']>;
/** Rule groups as written in the fleet file; already in Prometheus's own form. */
export type RuleGroups = NonNullable<MonitorEntry['rules']>;
/** Rules for what scrape jobs bring, as written in the fleet file. */
export type MetricRelabelings = NonNullable<MonitorEntry['metricRelabelings']>;
/** What is different about alerts, by their names; the inventory knows which there are. */
export type AlertSettings = Readonly<Record<string, AlertSetting>>;

/** Changes of rendered objects, as written in the fleet file. */
export type Patches = readonly PatchEntry[];

/** A resolved fleet: defaults merged, every name, port, label and path derived once. Plain data. */
export interface Fleet {
  readonly hub: Hub;
  readonly members: readonly Member[];
}

/** Something of the fleet file that diagnostics can point into. */
export interface Placed {
  /**
   * Where a setting is written, given its key: with the cluster or in `defaults`. For one that is
   * written nowhere, and without a key, it is where the entry is.
   */
  readonly place: (...key: Path) => Path;
}

/** What one target may bring in a scrape; more fails the scrape of that target. */
export interface ScrapeLimits {
  readonly samples: number;
  readonly bodySize: string;
  readonly labels: number;
  readonly labelNameLength: number;
  readonly labelValueLength: number;
}

/** How a monitor scrapes kubelets. */
export interface Kubelet {
  readonly insecureSkipVerify: boolean;
  /** Whether its metrics about probes are scraped. */
  readonly probes: boolean;
  /** Whether its metrics for the Metrics API are scraped. */
  readonly resource: boolean;
}

/** What a Prometheus does besides promfleet's own: as the fleet file has it. */
export interface Additions {
  readonly federateFrom: readonly FederateFrom[];
  readonly scrapeConfigs: ScrapeConfigs;
  readonly rules: RuleGroups;
  /** Where samples are written to as well. */
  readonly remoteWrite: readonly RemoteWrite[];
  /** Alertmanagers that are sent alerts as well. */
  readonly alerting: Alerting;
}

/** An exporter as deployed. */
export interface ExporterWorkload extends Workload {
  /** Whether it is on the network of its host, where its port is the host's. */
  readonly hostNetwork: boolean;
  /** Further flags of its container. */
  readonly args: readonly string[];
}

/** The exporters of a monitor; those that are switched off are absent. */
export type Exporters = { readonly [Key in ExporterKey]?: ExporterWorkload };

/** The Prometheus stack inside a member. */
export interface Monitor extends Additions {
  /** What is recorded for the hub while a critical alert fires. */
  readonly detail: readonly Detail[];
  readonly server: PrometheusServer;
  /** The ConfigMap with the digest of its manifests; it starts without one. */
  readonly rollout: Objects;
  readonly scrapeInterval: string;
  readonly scrapeTimeout: string;
  readonly externalLabels: Labels;
  /** Of targets that tenants have a say in. */
  readonly limits: ScrapeLimits;
  readonly kubelet: Kubelet;
  readonly controlPlane: ControlPlane;
  /** Rules for what built-in jobs bring, by their names; already in Prometheus's own form. */
  readonly metricRelabelings: MetricRelabelings;
  /** Ports of nodes that it asks beside those of API servers and kubelets. */
  readonly nodePorts: readonly number[];
  /** Keys of node labels that the kubelets' targets carry. */
  readonly nodeLabels: readonly string[];
  /** Keys of labels of annotated pods and Services that their targets carry. */
  readonly objectLabels: readonly string[];
  readonly exporters: Exporters;
  /** Address ranges that proxied requests come from; absent: anywhere. */
  readonly apiServerCidrs?: readonly string[];
  /** Namespaces that may push; absent: all. */
  readonly pushNamespaces?: NamespaceSelector;
  /** Further job names that series bring with them. */
  readonly jobs: readonly string[];
}

/** A Prometheus that a member has already. */
export interface ExistingPrometheus {
  /** Its jobs, as its owner lists them. */
  readonly jobs: readonly string[];
}

/** A watched cluster. */
export interface Member extends Placed {
  readonly name: string;
  /** Address and path of its API server, in one form for all entries of the same cluster. */
  readonly server: string;
  /** Context of a kubeconfig that speaks for it. */
  readonly kubeContext: string;
  /** Absent when the member brings its own Prometheus. */
  readonly monitor?: Monitor;
  /** Present when the member brings its own Prometheus. */
  readonly existing?: ExistingPrometheus;
  /** Of the alerts that its own Prometheus raises. */
  readonly alerts: AlertSettings;
  /** Of its objects, in the order in which they are applied. */
  readonly patches: Patches;
  readonly reader: Reader;
  readonly job: FederationJob;
  /** Absent: the hub has what is federated of it, and nothing else. */
  readonly remoteRead?: RemoteRead | undefined;
}

/** The Prometheus beside the hub's that asks members, and keeps nothing itself. */
export interface DrillDown {
  readonly server: PrometheusServer;
  /** URL of its remote read endpoint inside the cluster. */
  readonly url: string;
  readonly remoteReads: readonly RemoteRead[];
}

/** The central Prometheus and what stands beside it. */
export interface Hub extends Additions, Placed {
  readonly server: PrometheusServer;
  /** Absent: what Prometheus keeps goes with its pod. */
  readonly volume?: HubVolume;
  readonly cluster: string;
  readonly clusterLabel: string;
  /** Context of a kubeconfig that speaks for its cluster. */
  readonly kubeContext: string;
  readonly statestore: string;
  /** The Secrets that its members share; absent: each has its own. */
  readonly statestoreSecrets?: readonly StatestoreSecret[];
  /** Names of the ConfigMaps with federation jobs that it mounts, in order. */
  readonly federationConfigMaps: readonly string[];
  /** Names of the ConfigMaps that name the members, in order; it does not start without one. */
  readonly inventoryConfigMaps: readonly string[];
  readonly scrapeInterval: string;
  readonly evaluationInterval: string;
  /** Every replica of the server. */
  readonly targets: readonly HubTarget[];
  /** Labels of the user's that leave with its alerts and with what it sends elsewhere. */
  readonly externalLabels: Labels;
  /** Labels of the ConfigMaps with federation jobs. */
  readonly federationLabels: Labels;
  /** Name of the ConfigMap with the rules of a drill, while there is one. */
  readonly drillConfigMap: string;
  /** Names of the ConfigMaps that say when credentials end, as far as there are any. */
  readonly credentialEndsConfigMaps: readonly string[];
  /** Labels of the ConfigMaps that name the members. */
  readonly inventoryLabels: Labels;
  /** Absent: none is deployed. */
  readonly alertmanager?: Alertmanager;
  /** Where alerts are sent; empty: nowhere. */
  readonly alertmanagers: readonly AlertmanagerClient[];
  readonly grafana?: Grafana;
  /** Absent: nobody reaches its Prometheus from outside the cluster. */
  readonly login?: Login | undefined;
  /** Absent: no member has raw series read on demand. */
  readonly drillDown?: DrillDown | undefined;
  /** Of the alerts that it raises. */
  readonly alerts: AlertSettings;
  /** Of its objects, in the order in which they are applied. */
  readonly patches: Patches;
  /** Ports of API servers and federated Prometheus servers; absent: any. */
  readonly egressPorts?: readonly number[];
}
