import { podsOf, type Shape } from './exposition';
import { counter, gauge, metric, of, range, times } from './samples';

/** What kube-state-metrics tells of the objects of the cluster. */
export function kubeStateMetrics(shape: Shape, seconds: number): string {
  return pods(shape, seconds) + workloads() + nodes(shape);
}

function pods(shape: Shape, seconds: number): string {
  const all = range(shape.nodes).flatMap((node) =>
    podsOf(shape, node).map((pod) => ({ ...pod, node: `node-${node}`, uid: `${pod.pod}-uid` })),
  );
  const containers = times(all, of('container', ['app', 'proxy']));
  const resources = [
    { resource: 'cpu', unit: 'core' },
    { resource: 'memory', unit: 'byte' },
  ];
  const phases = of('phase', ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']);
  return [
    metric('kube_pod_info', all, () => 1),
    metric(
      'kube_pod_owner',
      all.map((pod) => ({ ...pod, owner_kind: 'ReplicaSet', owner_name: `set-${pod.pod}` })),
      () => 1,
    ),
    metric('kube_pod_status_phase', times(all, phases), (index) => (index % 5 === 1 ? 1 : 0)),
    metric('kube_pod_status_ready', times(all, of('condition', ['true', 'false'])), gauge(1)),
    metric('kube_pod_container_status_restarts_total', containers, counter(seconds / 1e5)),
    metric('kube_pod_container_status_ready', containers, () => 1),
    metric('kube_pod_container_status_running', containers, () => 1),
    metric('kube_pod_container_info', containers, () => 1),
    metric('kube_pod_container_resource_requests', times(containers, resources), gauge(1e9)),
    metric('kube_pod_container_resource_limits', times(containers, resources), gauge(2e9)),
  ].join('');
}

function workloads(): string {
  const deployments = times(
    of(
      'namespace',
      range(10).map((index) => `team-${index}`),
    ),
    of(
      'deployment',
      range(30).map((index) => `app-${index}`),
    ),
  );
  const sets = deployments.map(({ namespace = '', deployment }) => ({
    namespace,
    replicaset: `set-${deployment}`,
    owner_kind: 'Deployment',
    owner_name: deployment ?? '',
  }));
  return [
    ...[
      'spec_replicas',
      'status_replicas_available',
      'status_replicas_updated',
      'metadata_generation',
      'status_observed_generation',
    ].map((name) => metric(`kube_deployment_${name}`, deployments, () => 3)),
    metric('kube_replicaset_owner', sets, () => 1),
  ].join('');
}

function nodes(shape: Shape): string {
  const all = of(
    'node',
    range(shape.nodes).map((index) => `node-${index}`),
  );
  const conditions = times(
    of('condition', [
      'Ready',
      'MemoryPressure',
      'DiskPressure',
      'PIDPressure',
      'NetworkUnavailable',
    ]),
    of('status', ['true', 'false', 'unknown']),
  );
  const resources = [
    { resource: 'cpu', unit: 'core' },
    { resource: 'memory', unit: 'byte' },
    { resource: 'pods', unit: 'integer' },
  ];
  return [
    metric('kube_node_info', all, () => 1),
    metric('kube_node_status_condition', times(all, conditions), (index) => (index % 3 ? 0 : 1)),
    metric('kube_node_status_allocatable', times(all, resources), gauge(64)),
    metric('kube_node_status_capacity', times(all, resources), gauge(64)),
    metric('kube_node_spec_unschedulable', all, () => 0),
  ].join('');
}
