import { Construct } from 'constructs';
import type { Monitor, PrometheusServer as ServerModel } from '../model/types';
import { OWN_RULES_DIR } from '../prometheus/files';
import { KubeClusterRole, KubeClusterRoleBinding, type NetworkPolicyIngressRule } from './k8s';
import { clusterMetadata } from './metadata';
import { anyPod, targets, tcp } from './network-policy';
import { PrometheusServer } from './prometheus-server';

/** Where API servers listen: managed ones, and kubeadm's. */
const API_SERVERS = [443, 6443] as const;

const KUBELET = 10250;

/** Name of the ConfigMap with promfleet's own rules, which the Prometheus of this name mounts. */
export const rulesName = (server: string) => `${server}-rules`;

export type MonitorPrometheusProps = Pick<
  Monitor,
  'server' | 'rollout' | 'apiServerCidrs' | 'nodePorts'
>;

/** The Prometheus of a member, and what it may discover there. */
export class MonitorPrometheus extends Construct {
  constructor(scope: Construct, id: string, props: MonitorPrometheusProps) {
    super(scope, id);
    const { server, rollout, apiServerCidrs, nodePorts } = props;
    this.discovery(server);
    new PrometheusServer(this, 'server', {
      server,
      apiToken: true,
      mounts: [
        {
          path: OWN_RULES_DIR,
          volume: {
            name: 'rules',
            projected: {
              sources: [
                { configMap: { name: rulesName(server.name) } },
                // Not in the pod template, which a digest of itself could not be in.
                { configMap: { name: rollout.name, optional: true } },
              ],
            },
          },
        },
      ],
      network: {
        ingress: proxied(server, apiServerCidrs),
        // Targets are annotated with whatever port they like; these are asked on nodes.
        egress: targets(...API_SERVERS, KUBELET, ...nodePorts),
      },
    });
  }

  /**
   * What service discovery and the metrics of kubelets and API servers need, and no more: informers
   * list and watch, and get nothing by name.
   *
   * `nodes/metrics`, never `nodes/proxy`: with the latter a GET can execute commands in pods.
   */
  private discovery(server: ServerModel): void {
    const { name, namespace } = server;
    const verbs = ['list', 'watch'];
    new KubeClusterRole(this, 'role', {
      metadata: clusterMetadata(server),
      rules: [
        { apiGroups: [''], resources: ['nodes', 'services', 'pods'], verbs },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
        { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
        { nonResourceUrLs: ['/metrics'], verbs: ['get'] },
      ],
    });
    new KubeClusterRoleBinding(this, 'binding', {
      metadata: clusterMetadata(server),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  }
}

/**
 * Lets proxied requests in. They come from the API server's address, which is no pod's: where a
 * front stands they are let in to it, and the Prometheus behind it is left to pods, if to anyone.
 */
function proxied(
  { port, front }: ServerModel,
  apiServerCidrs: Monitor['apiServerCidrs'],
): NetworkPolicyIngressRule[] {
  const from = apiServerCidrs?.map((cidr) => ({ ipBlock: { cidr } }));
  if (!front) return [{ from, ports: tcp(port) }];
  return [
    { from, ports: tcp(front.port) },
    ...(from ? [] : [{ from: [anyPod], ports: tcp(port) }]),
  ];
}
