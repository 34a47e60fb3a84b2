/** A component of the control plane as a monitor scrapes it. */
export interface ControlPlaneJob {
  /** Name of the scrape job. */
  readonly name: string;
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Label selector of its pods, as the API server takes one. */
  readonly selector: string;
  /** Meta labels by which Prometheus sees the labels of the selector. */
  readonly metaLabels: readonly string[];
  /** Values of the namespace and of these labels, with a semicolon between them. */
  readonly pod: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** Whether it is shown the token of the pod, if it is asked by https. */
  readonly token: boolean;
  readonly insecureSkipVerify: boolean;
  readonly serverName?: string | undefined;
  /** Name of the Secret with the certificate that it is shown. */
  readonly secret?: string | undefined;
}

/** What a monitor scrapes of the control plane beside API servers. */
export interface ControlPlane {
  readonly jobs: readonly ControlPlaneJob[];
  /** Whether the scheduler has a job of its own. */
  readonly scheduler: boolean;
  /** Whether CoreDNS has a job of its own. */
  readonly coreDns: boolean;
}
