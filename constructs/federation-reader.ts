import { Construct } from 'constructs';
import type { Reader } from '../model/types';
import { KubeRole, KubeRoleBinding, KubeSecret, KubeServiceAccount } from './k8s';
import { metadata, type Part } from './labels';

export interface FederationReaderProps {
  readonly reader: Reader;
  readonly part: Part;
}

/**
 * The right to `get` the service proxy of one Service and port, and whom it is given to.
 *
 * `resourceNames` has to be the name as written in the proxy's path: a Service addressed with
 * another port or scheme is another name.
 */
export class FederationReader extends Construct {
  constructor(scope: Construct, id: string, { reader, part }: FederationReaderProps) {
    super(scope, id);
    const { roleName, namespace, resourceName, subject } = reader;
    new KubeRole(this, 'role', {
      metadata: metadata(part, roleName, namespace),
      rules: [
        {
          apiGroups: [''],
          resources: ['services/proxy'],
          resourceNames: [resourceName],
          verbs: ['get'],
        },
      ],
    });
    new KubeRoleBinding(this, 'binding', {
      metadata: metadata(part, roleName, namespace),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: roleName },
      subjects: [
        subject.kind === 'User'
          ? { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: subject.name }
          : { kind: 'ServiceAccount', name: subject.name, namespace: subject.namespace },
      ],
    });
    if (subject.kind === 'ServiceAccount') this.account(subject, part);
  }

  /** The account, and the Secret that the member's control plane fills with its token. */
  private account({ name, namespace }: { name: string; namespace: string }, part: Part): void {
    new KubeServiceAccount(this, 'account', {
      metadata: metadata(part, name, namespace),
      automountServiceAccountToken: false,
    });
    new KubeSecret(this, 'token', {
      metadata: {
        ...metadata(part, `${name}-token`, namespace),
        annotations: { 'kubernetes.io/service-account.name': name },
      },
      type: 'kubernetes.io/service-account-token',
    });
  }
}
