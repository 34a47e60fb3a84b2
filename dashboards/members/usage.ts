import { allOf, each, eachOf, type Members } from './select';

/** Where shares of processors and memory begin to matter; a while at the first harms nothing. */
export const BUSY = { warning: 0.8, bad: 0.95 } as const;

/** Of disks: kubelets remove unused images from 85 % on, and what writes to a full one fails. */
export const FULL = { warning: 0.85, bad: 0.95 } as const;

/** Of requests that end in an error. */
export const ERRORS = { warning: 0.01, bad: 0.03 } as const;

/** Of what is counted: each is to be looked at, if not at once. */
export const ANY = { warning: 1 } as const;

/** Share of the processors that is in use. */
export const cpu = (members: Members) => eachOf(members, 'cluster:node_cpu_utilisation:rate5m');

/** Share of the memory that is in use. */
export const memory = (members: Members) =>
  eachOf(members, 'cluster:node_memory_utilisation:ratio');

/** How full the fullest filesystem of any node is, as a share. */
export const disk = (members: Members) =>
  eachOf(members, 'cluster:node_filesystem_utilisation:max');

/** Share of the requests to the API servers that ended in an error of theirs. */
export const apiErrors = (members: Members) =>
  eachOf(members, 'cluster:apiserver_request_errors:ratio_rate5m');

/** Nodes that Kubernetes knows. */
export const nodes = (members: Members) => eachOf(members, 'cluster:kube_node_info:count');

/** Nodes that are not ready, or not heard of. */
export const nodesNotReady = (members: Members) =>
  `${nodes(members)} - ${eachOf(members, 'condition:kube_node_status_condition:sum', 'condition="Ready"')}`;

/** Pods that wait to be started, ended in a failure, or are out of reach. */
export const podsNotRunning = (members: Members) =>
  `sum by (${members.label}) (max by (${members.label}, phase) (${members.of('cluster:kube_pod_status_phase:sum', 'phase=~"Pending|Failed|Unknown"')}))`;

/** Restarts of containers within the last hour. */
export const restarts = (members: Members) =>
  eachOf(members, 'cluster:kube_pod_container_status_restarts:increase1h');

/** Kinds of workloads that are rolled out, as kube-state-metrics and as people call them. */
export const ROLLED_OUT = [
  { kind: 'deployment', called: 'Deployments' },
  { kind: 'statefulset', called: 'StatefulSets' },
  { kind: 'daemonset', called: 'DaemonSets' },
] as const;

export const unhealthy = (
  members: Members,
  { kind }: (typeof ROLLED_OUT)[number],
  level: 'cluster' | 'namespace' = 'cluster',
) => members.of(`${level}:kube_${kind}_unhealthy:count`);

/** Deployments, StatefulSets and DaemonSets that have fewer pods at work than they ask for. */
export const unhealthyWorkloads = (members: Members) =>
  `sum by (${members.label}) (${allOf(ROLLED_OUT.map((kind) => each(members, unhealthy(members, kind))))})`;
