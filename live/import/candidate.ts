import type { ApiConnection } from '../client/connection';
import type { Login } from '../client/kubeconfig';

/** A cluster that was found in one of the sources, before it is asked anything. */
export interface Candidate {
  /** What the source calls it; no DNS label yet. */
  readonly name: string;
  /** URL of the API server as the source has it. */
  readonly server: string;
  /** Where it was found, such as `context prod-eu`; for messages. */
  readonly source: string;
  /**
   * What tells it from others of its name, such as its namespace in a management cluster.
   *
   * @default - nothing
   */
  readonly qualifiers?: readonly string[];
  /**
   * The kubeconfig context that leads to it.
   *
   * @default - none is known
   */
  readonly context?: string;
  /**
   * A connection with the credentials of the source, which stay in memory.
   *
   * @default - there are none: it cannot be asked
   */
  readonly connect?: () => ApiConnection;
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

/** What a source has. */
export interface Found {
  readonly candidates: readonly Candidate[];
  /** What looks like a cluster and is none that can be taken, each with where and why. */
  readonly problems: readonly string[];
}
