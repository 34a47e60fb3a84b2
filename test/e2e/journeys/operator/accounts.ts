import { metadata, NAMESPACE, RELEASED } from './names';

/** A rule of a ClusterRole. */
export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/** A ServiceAccount that may do this everywhere. */
export function account(name: string, rules: readonly PolicyRule[]): object[] {
  const [api, group] = ['rbac.authorization.k8s.io/v1', 'rbac.authorization.k8s.io'];
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(name) },
    { apiVersion: api, kind: 'ClusterRole', metadata: { name, labels: RELEASED }, rules },
    {
      apiVersion: api,
      kind: 'ClusterRoleBinding',
      metadata: { name, labels: RELEASED },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: NAMESPACE }],
    },
  ];
}
