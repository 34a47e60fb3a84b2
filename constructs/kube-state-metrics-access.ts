import { Construct } from 'constructs';
import type { Workload } from '../model/types';
import { KubeClusterRole, KubeClusterRoleBinding } from './k8s';
import { kubeStateMetricsPart } from './kube-state-metrics';
import { metadata } from './labels';

/**
 * Kinds that metrics are made of, by API group.
 *
 * Upstream's default set without Secrets: a metric about them is not worth the right to list
 * them. https://github.com/kubernetes/kube-state-metrics/blob/main/examples/standard/cluster-role.yaml
 */
const RESOURCES: readonly (readonly [apiGroup: string, resources: readonly string[]])[] = [
  [
    '',
    [
      'configmaps',
      'limitranges',
      'namespaces',
      'nodes',
      'persistentvolumeclaims',
      'persistentvolumes',
      'pods',
      'replicationcontrollers',
      'resourcequotas',
      'services',
    ],
  ],
  [
    'admissionregistration.k8s.io',
    ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
  ],
  ['apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']],
  ['autoscaling', ['horizontalpodautoscalers']],
  ['batch', ['cronjobs', 'jobs']],
  ['certificates.k8s.io', ['certificatesigningrequests']],
  ['coordination.k8s.io', ['leases']],
  ['networking.k8s.io', ['ingresses', 'networkpolicies']],
  ['policy', ['poddisruptionbudgets']],
  ['storage.k8s.io', ['storageclasses', 'volumeattachments']],
];

/** The same kinds as `--resources` takes them. */
export const KUBE_STATE_METRICS_RESOURCES = RESOURCES.flatMap(([, names]) => names).sort();

/** Lets kube-state-metrics list and watch what it makes metrics of, and nothing else. */
export class KubeStateMetricsAccess extends Construct {
  constructor(scope: Construct, id: string, { name, namespace, release }: Workload) {
    super(scope, id);
    const part = kubeStateMetricsPart(release);
    new KubeClusterRole(this, 'role', {
      metadata: metadata(part, name),
      rules: RESOURCES.map(([apiGroup, resources]) => ({
        apiGroups: [apiGroup],
        resources: [...resources],
        verbs: ['list', 'watch'],
      })),
    });
    new KubeClusterRoleBinding(this, 'binding', {
      metadata: metadata(part, name),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  }
}
