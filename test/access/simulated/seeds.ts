import type { Fields } from './json';

const RBAC = 'rbac.authorization.k8s.io';

const clusterRole = (name: string, rules: readonly Fields[]): Fields => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRole',
  metadata: { name },
  rules,
});

const bound = (role: string, kind: 'Group' | 'User', ...names: string[]): Fields => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name: role },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects: names.map((name) => ({ apiGroup: RBAC, kind, name })),
});

const namespace = (name: string): Fields => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

const create = (group: string, resources: readonly string[]): Fields => ({
  apiGroups: [group],
  resources,
  verbs: ['create'],
});

const read = (nonResourceURLs: readonly string[]): Fields => ({ nonResourceURLs, verbs: ['get'] });

const PUBLIC = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

/**
 * What is in every new cluster.
 *
 * @param adminRules - what the administrator may do, where that is not everything
 */
export const seeds = (admin: string, adminRules?: readonly Fields[]): readonly Fields[] => [
  ...['default', 'kube-node-lease', 'kube-public', 'kube-system'].map(namespace),
  clusterRole('cluster-admin', [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ]),
  bound('cluster-admin', 'Group', 'system:masters'),
  clusterRole('system:basic-user', [
    create('authorization.k8s.io', ['selfsubjectaccessreviews', 'selfsubjectrulesreviews']),
    create('authentication.k8s.io', ['selfsubjectreviews']),
  ]),
  bound('system:basic-user', 'Group', 'system:authenticated'),
  clusterRole('system:discovery', [read([...PUBLIC, '/api', '/api/*', '/apis', '/apis/*'])]),
  bound('system:discovery', 'Group', 'system:authenticated'),
  clusterRole('system:public-info-viewer', [read(PUBLIC)]),
  bound('system:public-info-viewer', 'Group', 'system:authenticated', 'system:unauthenticated'),
  ...(adminRules
    ? [clusterRole('simulated-admin', adminRules), bound('simulated-admin', 'User', admin)]
    : []),
];
