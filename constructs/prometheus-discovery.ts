import { Construct } from 'constructs';
import { KubeClusterRole, KubeClusterRoleBinding } from './k8s';
import { metadata, type Part } from './labels';

export interface PrometheusDiscoveryProps {
  /** Name of the ServiceAccount, and of the ClusterRole and its binding. */
  readonly name: string;
  readonly namespace: string;
  readonly part: Part;
}

/**
 * What service discovery and the metrics of kubelets and API servers need, and no more.
 *
 * `nodes/metrics`, never `nodes/proxy`: with the latter a GET can execute commands in pods.
 */
export class PrometheusDiscovery extends Construct {
  constructor(scope: Construct, id: string, props: PrometheusDiscoveryProps) {
    super(scope, id);
    const { name, namespace, part } = props;
    const verbs = ['get', 'list', 'watch'];
    new KubeClusterRole(this, 'role', {
      metadata: metadata(part, name),
      rules: [
        { apiGroups: [''], resources: ['nodes', 'services', 'pods'], verbs },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
        { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
        { nonResourceUrLs: ['/metrics'], verbs: ['get'] },
      ],
    });
    new KubeClusterRoleBinding(this, 'binding', {
      metadata: metadata(part, name),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  }
}
