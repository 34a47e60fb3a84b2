import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { type KubeObject, numberAt, textsAt, timestamp } from './json';
import { SECRET, SERVICE_ACCOUNT } from './kinds';
import { invalid } from './status';
import type { Store } from './store';
import { serviceAccountUser, type User } from './user';

/** Who issues the tokens, and whom they are for unless said otherwise. */
const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const SHORTEST_S = 600;

interface Issued {
  readonly namespace: string;
  readonly account: string;
  readonly uid: string;
  readonly audiences: readonly string[];
  /** Milliseconds; absent: it does not end by itself. */
  readonly expires?: number;
  /** Secret that it ends with. */
  readonly secret?: string;
}

/** The tokens of one cluster's ServiceAccounts. */
export class Tokens {
  private readonly issued = new Map<string, Issued>();
  private readonly key = randomBytes(32);

  private readonly accepted = new Map<string, { readonly user: User; readonly until: number }>();

  /**
   * @param cacheMs - how long a token that was right is taken for right
   */
  constructor(
    private readonly store: Store,
    private readonly cacheMs: number,
  ) {}

  /** Answers a TokenRequest. */
  request(namespace: string, account: string, request: KubeObject): KubeObject {
    const { uid = '' } = this.store.get(SERVICE_ACCOUNT, namespace, account).metadata;
    const seconds = numberAt(request, 'spec', 'expirationSeconds') ?? 3600;
    if (seconds < SHORTEST_S) {
      const kind = { ...SERVICE_ACCOUNT, group: 'authentication.k8s.io', kind: 'TokenRequest' };
      const cause = `Invalid value: ${seconds}: may not specify a duration less than 10 minutes`;
      throw invalid(kind, '', 'spec.expirationSeconds', 'FieldValueInvalid', cause);
    }
    const asked = textsAt(request, 'spec', 'audiences');
    const audiences = asked.length > 0 ? asked : [ISSUER];
    const expires = Math.floor(this.store.now() / 1000 + seconds) * 1000;
    const token = this.issue({ namespace, account, uid, audiences, expires });
    return {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name: account, namespace, creationTimestamp: timestamp(this.store.now()) },
      spec: { audiences, expirationSeconds: seconds, boundObjectRef: null },
      status: { token, expirationTimestamp: timestamp(expires) },
    };
  }

  /** The token of a Secret, which holds as long as that and its account are there. */
  forSecret(namespace: string, account: string, uid: string, secret: string): string {
    return this.issue({ namespace, account, uid, audiences: [ISSUER], secret });
  }

  /** Whose token it is, if it holds now or did a moment ago. */
  identify(token: string): User | undefined {
    const remembered = this.accepted.get(token);
    if (remembered && this.store.now() < remembered.until) return remembered.user;
    const user = this.verified(token);
    const until = this.store.now() + this.cacheMs;
    if (user && this.cacheMs > 0) this.accepted.set(token, { user, until });
    return user;
  }

  private verified(token: string): User | undefined {
    const issued = this.issued.get(token);
    if (!issued?.audiences.includes(ISSUER)) return undefined;
    const { namespace, account, uid, expires, secret } = issued;
    if (expires !== undefined && this.store.now() >= expires) return undefined;
    if (this.store.find(SERVICE_ACCOUNT, namespace, account)?.metadata.uid !== uid)
      return undefined;
    if (secret !== undefined && !this.store.find(SECRET, namespace, secret)) return undefined;
    return serviceAccountUser(namespace, account, uid);
  }

  private issue(issued: Issued): string {
    const { namespace, account, uid, audiences, expires, secret } = issued;
    const now = Math.floor(this.store.now() / 1000);
    const claims = secret
      ? {
          iss: 'kubernetes/serviceaccount',
          'kubernetes.io/serviceaccount/namespace': namespace,
          'kubernetes.io/serviceaccount/secret.name': secret,
          'kubernetes.io/serviceaccount/service-account.name': account,
          'kubernetes.io/serviceaccount/service-account.uid': uid,
        }
      : {
          aud: audiences,
          exp: Math.floor((expires ?? 0) / 1000),
          iat: now,
          iss: ISSUER,
          jti: randomUUID(),
          'kubernetes.io': { namespace, serviceaccount: { name: account, uid } },
          nbf: now,
        };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const subject = `system:serviceaccount:${namespace}:${account}`;
    const text = `${part({ alg: 'HS256', kid: 'simulated' })}.${part({ ...claims, sub: subject })}`;
    const signature = createHmac('sha256', this.key).update(text).digest('base64url');
    const token = `${text}.${signature}`;
    this.issued.set(token, issued);
    return token;
  }
}
