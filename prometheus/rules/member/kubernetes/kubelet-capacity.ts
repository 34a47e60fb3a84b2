import type { MemberGroup } from '../group';
import { ofKubelets } from '../nodes-of';

/** How many of the pods that a node takes it has. */
export const KUBELET_CAPACITY: MemberGroup = {
  name: 'promfleet-kubelet-capacity',
  needs: ['kubelet', 'kubeStateMetrics'],
  interval: '1m',
  alerts: [
    {
      name: 'KubeletTooManyPods',
      severity: 'info',
      for: '15m',
      threshold: 0.95,
      // A node that takes one pod is made for that pod, on AWS Fargate for one.
      expr: (sources, threshold) => {
        const pods = ofKubelets(sources, `kubelet_running_pods{${sources.kubelet}}`);
        const capacity = `kube_node_status_capacity{${sources.kubeStateMetrics}, resource="pods"}`;
        return `max by (node) (${pods}) / (max by (node) (${capacity}) > 1) > ${threshold}`;
      },
      summary: 'Node {{ $labels.node }} has nearly as many pods as it takes',
      description:
        '{{ $labels.node }} runs nearly as many pods as its kubelet accepts. The scheduler places no more there, however much CPU and memory is free.',
    },
  ],
};
