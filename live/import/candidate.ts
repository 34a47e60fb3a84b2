/** A cluster that was found in one of the sources, before it is asked anything. */
export interface Candidate {
  /** What the source calls it; no DNS label yet. */
  readonly name: string;
  /** URL of the API server as the source has it. */
  readonly server: string;
  /** Where it was found, such as `context "prod-eu" of ~/.kube/config`; for messages. */
  readonly source: string;
  /**
   * The kubeconfig context that leads to it.
   *
   * @default - none is known: it cannot be asked
   */
  readonly context?: string;
  /**
   * Certificates of its authority, PEM.
   *
   * @default - none: its certificate is signed by a public authority, or the source does not say
   */
  readonly ca?: string;
  /** How the one who looks logs in there. */
  readonly login: Login;
  /**
   * Command or provider behind the login `exec` or `authProvider`, such as `aws`.
   *
   * @default - none
   */
  readonly loginWith?: string;
  /**
   * Name that the certificate bears instead of the host of `server`.
   *
   * @default - the host
   */
  readonly tlsServerName?: string;
  /**
   * Whether the source says not to verify the certificate.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
  /**
   * Proxy that the source reaches it through.
   *
   * @default - none
   */
  readonly proxyUrl?: string;
  /**
   * Labels that the source says people gave it.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** How a source logs in to a cluster. */
export type Login = 'certificate' | 'token' | 'exec' | 'authProvider' | 'basic' | 'none';
