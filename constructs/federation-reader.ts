import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Reader } from '../model/types';
import { checkObjects } from './checks';
import { KubeRole, KubeRoleBinding, KubeSecret, KubeServiceAccount } from './k8s';
import { metadata } from './metadata';

/**
 * The right to ask the service proxy of one Service and port, and whom it is given to.
 *
 * `resourceNames` has to be the name as written in the proxy's path: a Service addressed with
 * another port or scheme is another name.
 */
export class FederationReader extends Construct {
  /** The Role. */
  readonly role: ApiObject;
  /** What binds the Role to the hub. */
  readonly binding: ApiObject;
  /** The ServiceAccount that the hub is; absent where it is a user by its client certificate. */
  readonly account?: ApiObject;
  /** The Secret with a token that does not expire; absent where there is none. */
  readonly token?: ApiObject;

  constructor(scope: Construct, id: string, reader: Reader) {
    super(scope, id);
    const { resourceName, subject } = reader;
    this.role = new KubeRole(this, 'role', {
      metadata: metadata(reader),
      rules: [
        {
          apiGroups: [''],
          resources: ['services/proxy'],
          resourceNames: [resourceName],
          verbs: [...reader.verbs],
        },
      ],
    });
    this.binding = new KubeRoleBinding(this, 'binding', {
      metadata: metadata(reader),
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: this.role.kind,
        name: this.role.name,
      },
      subjects: [
        subject.kind === 'User'
          ? { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: subject.name }
          : { kind: 'ServiceAccount', name: subject.name, namespace: subject.namespace },
      ],
    });
    if (subject.kind === 'ServiceAccount') {
      this.account = this.serviceAccount(reader, subject.name);
      if (subject.tokenSecret) {
        this.token = this.tokenSecret(reader, subject.name, subject.tokenSecret);
      }
    }
    this.node.addValidation({ validate: () => complaints(reader) });
  }

  private serviceAccount(reader: Reader, name: string): ApiObject {
    return new KubeServiceAccount(this, 'account', {
      metadata: metadata(reader, name),
      automountServiceAccountToken: false,
    });
  }

  /** The Secret that the member's control plane fills with a token of the account. */
  private tokenSecret(reader: Reader, account: string, name: string): ApiObject {
    return new KubeSecret(this, 'token', {
      metadata: metadata(reader, name, { 'kubernetes.io/service-account.name': account }),
      type: 'kubernetes.io/service-account-token',
    });
  }
}

/** A Role without names gives the proxies of all Services. */
function complaints(reader: Reader): string[] {
  const { resourceName } = reader;
  return [
    ...checkObjects(reader),
    ...(/^(https?:)?[-a-z0-9]+:[-a-z0-9]+$/.test(resourceName)
      ? []
      : [
          `resourceName: not a Service of the proxy, found ${JSON.stringify(resourceName)}, write one such as monitor-prometheus-server:80`,
        ]),
  ];
}
