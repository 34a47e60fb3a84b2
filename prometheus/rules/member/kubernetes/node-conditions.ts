import type { MemberGroup } from '../group';
import { recorded } from '../promql';
import type { Sources } from '../sources';

/** Conditions of nodes, by node and condition: 1 where the condition holds. */
const CONDITION = 'node_condition:kube_node_status_condition:max';

/** Taints of nodes that somebody is about to remove: they may well become unreachable. */
const LEAVING = [
  'ToBeDeletedByClusterAutoscaler',
  'aws-node-termination-handler/spot-itn',
  'cloud.google.com/impending-node-termination',
  'karpenter.sh/disrupted',
];

/** Taint that the node lifecycle controller gives a node whose kubelet it no longer hears from. */
const UNREACHABLE = 'key="node.kubernetes.io/unreachable", effect="NoSchedule"';

/** Nodes that nobody has cordoned: what is done to a cordoned one is somebody's intention. */
const inUse = ({ kubeStateMetrics }: Sources) =>
  `max by (node) (kube_node_spec_unschedulable{${kubeStateMetrics}}) == 0`;

const tainted = ({ kubeStateMetrics }: Sources, taints: string) =>
  `max by (node) (kube_node_spec_taint{${kubeStateMetrics}, ${taints}})`;

/** What Kubernetes says of nodes: ready, under pressure, unreachable. */
export const NODE_CONDITIONS: MemberGroup = {
  name: 'promfleet-node-conditions',
  needs: ['kubeStateMetrics'],
  interval: '1m',
  records: [
    {
      record: CONDITION,
      expr: ({ kubeStateMetrics }) =>
        `max by (node, condition) (kube_node_status_condition{${kubeStateMetrics}, status="true"})`,
    },
    {
      record: 'condition:kube_node_status_condition:sum',
      expr: () => `sum by (condition) (${recorded(CONDITION)})`,
    },
    {
      record: 'cluster:kube_node_info:count',
      expr: ({ kubeStateMetrics }) => `count(max by (node) (kube_node_info{${kubeStateMetrics}}))`,
    },
    {
      record: 'cluster:kube_node_spec_unschedulable:sum',
      expr: ({ kubeStateMetrics }) =>
        `sum(max by (node) (kube_node_spec_unschedulable{${kubeStateMetrics}}))`,
    },
  ],
  alerts: [
    {
      name: 'KubeNodeNotReady',
      severity: 'warning',
      for: '15m',
      expr: (sources) =>
        `max by (node) (${recorded(CONDITION, 'condition="Ready"')}) == 0 and on (node) (${inUse(sources)}) unless on (node) ${tainted(sources, UNREACHABLE)}`,
      summary: 'Node {{ $labels.node }} is not ready',
      description:
        'The kubelet of {{ $labels.node }} answers, but has said for a while that the node is not ready. No pods are scheduled to it, and those on it are evicted.',
    },
    {
      name: 'KubeNodePressure',
      severity: 'warning',
      for: '10m',
      expr: (sources) =>
        `max by (node, condition) (${recorded(CONDITION, 'condition=~"MemoryPressure|DiskPressure|PIDPressure"')}) == 1 and on (node) (${inUse(sources)})`,
      summary: 'Node {{ $labels.node }} has {{ $labels.condition }}',
      description:
        '{{ $labels.node }} has had the condition {{ $labels.condition }} for a while. Its kubelet evicts pods until enough is free again, and takes no new ones that would make it worse.',
    },
    {
      name: 'KubeNodeUnreachable',
      severity: 'warning',
      for: '15m',
      expr: (sources) =>
        `${tainted(sources, UNREACHABLE)} == 1 unless on (node) ${tainted(sources, `key=~"${LEAVING.join('|')}"`)}`,
      summary: 'Node {{ $labels.node }} is unreachable',
      description:
        'Nothing has been heard from the kubelet of {{ $labels.node }} for a while. Its pods are replaced on other nodes, except those of StatefulSets, which wait for it.',
    },
    {
      name: 'KubeNodeReadinessFlapping',
      severity: 'warning',
      for: '15m',
      threshold: 2,
      expr: (sources, threshold) =>
        `max by (node) (changes(${recorded(CONDITION, 'condition="Ready"')}[15m])) > ${threshold} and on (node) (${inUse(sources)})`,
      summary: 'Node {{ $labels.node }} keeps becoming ready and not ready',
      description:
        'Whether {{ $labels.node }} is ready has changed again and again. Its pods leave their Services and come back as often.',
    },
  ],
};
