import { Construct } from 'constructs';
import type { Reader } from '../model/types';
import { KubeRole, KubeRoleBinding, KubeSecret, KubeServiceAccount } from './k8s';
import { metadata } from './metadata';

/**
 * The right to ask the service proxy of one Service and port, and whom it is given to.
 *
 * `resourceNames` has to be the name as written in the proxy's path: a Service addressed with
 * another port or scheme is another name.
 */
export class FederationReader extends Construct {
  constructor(scope: Construct, id: string, reader: Reader) {
    super(scope, id);
    const { name, resourceName, subject } = reader;
    new KubeRole(this, 'role', {
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
    new KubeRoleBinding(this, 'binding', {
      metadata: metadata(reader),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [
        subject.kind === 'User'
          ? { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: subject.name }
          : { kind: 'ServiceAccount', name: subject.name, namespace: subject.namespace },
      ],
    });
    if (subject.kind === 'ServiceAccount') {
      this.account(reader, subject.name);
      if (subject.tokenSecret) this.token(reader, subject.name, subject.tokenSecret);
    }
  }

  private account(reader: Reader, name: string): void {
    new KubeServiceAccount(this, 'account', {
      metadata: metadata(reader, name),
      automountServiceAccountToken: false,
    });
  }

  /** The Secret that the member's control plane fills with a token of the account. */
  private token(reader: Reader, account: string, name: string): void {
    new KubeSecret(this, 'token', {
      metadata: {
        ...metadata(reader, name),
        annotations: { 'kubernetes.io/service-account.name': account },
      },
      type: 'kubernetes.io/service-account-token',
    });
  }
}
