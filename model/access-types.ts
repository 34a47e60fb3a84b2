import type { Objects, Workload } from './workload-types';

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
  /** The same Prometheus's remote read endpoint. */
  readonly readPath: string;
}

/** Who the hub is on a member. */
export type ReaderSubject =
  | { readonly kind: 'User'; readonly name: string }
  | {
      readonly kind: 'ServiceAccount';
      readonly name: string;
      readonly namespace: string;
      /** Secret that keeps a token for good; absent where tokens expire, and are asked for. */
      readonly tokenSecret?: string;
    };

/** The identity the hub uses on a member: it may ask one service proxy and nothing else. */
export interface Reader extends Objects {
  readonly resourceName: string;
  /** What it may do there: `get`, and `create` where the hub drills down. */
  readonly verbs: readonly string[];
  readonly subject: ReaderSubject;
  /** What it may GET there and a front refuses, below the proxy; absent: there is no front. */
  readonly refused?: readonly string[] | undefined;
}

/**
 * What stands in front of a member's Prometheus, as a container of its pods: whoever comes this way
 * reaches a few paths of it.
 */
export interface Front extends Workload {
  /** The paths, as they are and nothing below them. */
  readonly paths: readonly string[];
}

/** A part of a member's credentials: the API server's CA, what the hub presents, or its key. */
export type CredentialContent = 'ca' | 'certificate' | 'key' | 'token';

/** A part of a member's credentials, in its Secret and in the statestore. */
export interface CredentialItem {
  readonly content: CredentialContent;
  /** Key of the Secret. */
  readonly key: string;
  /** Path below the statestore, such as `<cluster>/certificate-authority-data.pem`. */
  readonly path: string;
}

/** The Secret at the hub with a member's credentials, and where they appear in the statestore. */
export interface Credentials {
  /** A Secret of the member's own, or one of those that members share. */
  readonly secretName: string;
  readonly items: readonly CredentialItem[];
  readonly caFile: string;
  /** Client certificate and key, or a token: never both. */
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly tokenFile?: string;
  /** How long they are asked for; absent for a token that does not expire. */
  readonly expirationSeconds?: number;
}
