/**
 * Kinds that kube-state-metrics makes metrics of, by API group: its role and its flag name them.
 *
 * Upstream's default set without Secrets and ConfigMaps: metrics about them are not worth the right
 * to list them, contents included. https://github.com/kubernetes/kube-state-metrics/blob/main/examples/standard/cluster-role.yaml
 */
export const KUBE_STATE_METRICS_RESOURCES: readonly (readonly [
  apiGroup: string,
  resources: readonly string[],
])[] = [
  [
    '',
    [
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
