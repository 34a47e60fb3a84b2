/** A kind that the simulated API servers know. */
export interface Kind {
  /** Empty: the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As in paths. */
  readonly resource: string;
  readonly namespaced: boolean;
  /** Whether a changed `spec` counts up `metadata.generation`. */
  readonly generation: boolean;
  /** Kinds that are answered and not kept, such as reviews. */
  readonly virtual: boolean;
}

interface Traits {
  readonly clusterWide?: boolean;
  readonly generation?: boolean;
  readonly virtual?: boolean;
}

const kind = (apiVersion: string, kind: string, resource: string, traits: Traits = {}): Kind => {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const { clusterWide = false, generation = false, virtual = false } = traits;
  return { group, version, kind, resource, namespaced: !clusterWide, generation, virtual };
};

const clusterWide = true;
const generation = true;
const virtual = true;

export const NAMESPACE = kind('v1', 'Namespace', 'namespaces', { clusterWide });
export const CONFIG_MAP = kind('v1', 'ConfigMap', 'configmaps');
export const SECRET = kind('v1', 'Secret', 'secrets');
export const SERVICE = kind('v1', 'Service', 'services');
export const SERVICE_ACCOUNT = kind('v1', 'ServiceAccount', 'serviceaccounts');
export const PERSISTENT_VOLUME_CLAIM = kind(
  'v1',
  'PersistentVolumeClaim',
  'persistentvolumeclaims',
);
export const DEPLOYMENT = kind('apps/v1', 'Deployment', 'deployments', { generation });
export const STATEFUL_SET = kind('apps/v1', 'StatefulSet', 'statefulsets', { generation });
export const DAEMON_SET = kind('apps/v1', 'DaemonSet', 'daemonsets', { generation });

const RBAC = 'rbac.authorization.k8s.io/v1';
export const ROLE = kind(RBAC, 'Role', 'roles');
export const ROLE_BINDING = kind(RBAC, 'RoleBinding', 'rolebindings');
export const CLUSTER_ROLE = kind(RBAC, 'ClusterRole', 'clusterroles', { clusterWide });
export const CLUSTER_ROLE_BINDING = kind(RBAC, 'ClusterRoleBinding', 'clusterrolebindings', {
  clusterWide,
});

export const CERTIFICATE_SIGNING_REQUEST = kind(
  'certificates.k8s.io/v1',
  'CertificateSigningRequest',
  'certificatesigningrequests',
  { clusterWide },
);
export const SELF_SUBJECT_ACCESS_REVIEW = kind(
  'authorization.k8s.io/v1',
  'SelfSubjectAccessReview',
  'selfsubjectaccessreviews',
  { clusterWide, virtual },
);
export const SUBJECT_ACCESS_REVIEW = kind(
  'authorization.k8s.io/v1',
  'SubjectAccessReview',
  'subjectaccessreviews',
  { clusterWide, virtual },
);
export const SELF_SUBJECT_REVIEW = kind(
  'authentication.k8s.io/v1',
  'SelfSubjectReview',
  'selfsubjectreviews',
  { clusterWide, virtual },
);

/** Kinds of workloads that become ready. */
export const WORKLOADS: readonly Kind[] = [DEPLOYMENT, STATEFUL_SET, DAEMON_SET];

/** Every kind, the order being that of discovery. */
export const KINDS: readonly Kind[] = [
  NAMESPACE,
  CONFIG_MAP,
  SECRET,
  SERVICE,
  SERVICE_ACCOUNT,
  PERSISTENT_VOLUME_CLAIM,
  kind('v1', 'Pod', 'pods'),
  kind('v1', 'Node', 'nodes', { clusterWide }),
  kind('v1', 'Endpoints', 'endpoints'),
  kind('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices'),
  ...WORKLOADS,
  ROLE,
  ROLE_BINDING,
  CLUSTER_ROLE,
  CLUSTER_ROLE_BINDING,
  kind('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', { generation }),
  kind('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets', { generation }),
  kind('storage.k8s.io/v1', 'StorageClass', 'storageclasses', { clusterWide }),
  CERTIFICATE_SIGNING_REQUEST,
  SELF_SUBJECT_ACCESS_REVIEW,
  SUBJECT_ACCESS_REVIEW,
  SELF_SUBJECT_REVIEW,
  kind('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', {
    clusterWide,
    generation,
  }),
];

export const apiVersionOf = ({ group, version }: Kind): string =>
  group === '' ? version : `${group}/${version}`;

/** As messages name it: `deployments.apps`. */
export const qualified = ({ group, resource }: { group: string; resource: string }): string =>
  group === '' ? resource : `${resource}.${group}`;
