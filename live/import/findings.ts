/** The ways clusters are made that are told apart. */
const PROVIDERS = ['eks', 'gke', 'aks', 'openshift', 'rancher', 'k3s', 'kind', 'kubeadm'] as const;

export type Provider = (typeof PROVIDERS)[number];

/** Something that was found, and what it was concluded from. */
export interface Finding<Value> {
  readonly value: Value;
  /**
   * What was seen, each a part of a sentence that can stand behind "because", such as
   * `node ip-10-0-0-1 has the label eks.amazonaws.com/nodegroup`; at least one.
   */
  readonly reasons: readonly string[];
}

/** What a cluster answered when it was asked; what could not be told is absent. */
export interface Findings {
  /** Who runs the control plane. */
  readonly provider?: Finding<Provider>;
  /**
   * Whether whoever asks gets a CertificateSigningRequest of `kubernetes.io/kube-apiserver-client`
   * signed, and the certificate is of use.
   */
  readonly signsClientCertificates?: Finding<boolean>;
  /**
   * Whether the certificates of kubelets verify against the cluster's authority; `self-signed` are
   * all that do not.
   */
  readonly kubeletCertificates?: Finding<'verified' | 'self-signed' | 'unknown'>;
  /** A Prometheus that is there already. */
  readonly existing?: Finding<ExistingPrometheus>;
  /** What listens on node-exporter's port on nodes, such as `DaemonSet monitoring/node-exporter`. */
  readonly nodeExporterPortTaken?: Finding<string>;
  /** Whether a claim without a StorageClass gets a volume. */
  readonly defaultStorageClass?: Finding<boolean>;
  /**
   * Why the cluster could not be asked at all, and what to do about it, in one line without a full
   * stop; nothing else is present then.
   */
  readonly unreachable?: string;
  /**
   * Other things worth knowing, each a sentence in one line, such as a question that could not be
   * answered because a right is missing.
   *
   * @default - none
   */
  readonly notes?: readonly string[];
}

/** A Prometheus as `monitor.existing` of the fleet file names it. */
export interface ExistingPrometheus {
  readonly service: string;
  readonly namespace: string;
  /** The Service port's name or number. */
  readonly port: string | number;
  /**
   * Scheme of the Service.
   *
   * @default - http
   */
  readonly scheme?: 'http' | 'https';
  /** Route prefix such as `/prometheus`; empty for none. */
  readonly prefix: string;
  /** Names of its scrape jobs. */
  readonly jobs: readonly string[];
  /**
   * External label in which its replicas differ.
   *
   * @default - there is one replica, or no such label
   */
  readonly replicaLabel?: string;
}
