/**
 * What is written of a member's credentials at the Secret that holds them, which many members may
 * share: so the key has the cluster's name, and nothing else, behind its prefix. Such a name is a
 * DNS label and fits into the 63 characters that Kubernetes allows there.
 */
const PREFIX = 'credentials.promfleet';

/** Key of the annotation about one cluster's credentials; the value is JSON of {@link Issue}. */
export const issueAnnotation = (cluster: string) => `${PREFIX}/${cluster}`;

/** When credentials were issued, and how they can be renewed or revoked. */
export interface Issue {
  readonly type: 'clientCertificate' | 'serviceAccountToken';
  /** RFC 3339, in UTC. */
  readonly issued: string;
  /** RFC 3339, in UTC; absent: they do not expire. */
  readonly expires?: string;
  /** Context of the kubeconfig by which they were made. */
  readonly kubeContext: string;
  /** The RoleBinding that they need, as `namespace/name`. */
  readonly roleBinding: string;
  /** The Secret with a token that does not expire, as `namespace/name`. */
  readonly tokenSecret?: string;
}
