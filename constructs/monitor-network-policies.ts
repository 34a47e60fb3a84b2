import { Construct } from 'constructs';
import type { Monitor } from '../model/types';
import { kubeStateMetricsPart } from './kube-state-metrics';
import type { Part } from './labels';
import { Allow, anyPod, DefaultDeny, podsOf, tcp } from './network-policy';
import { pushgatewayPart } from './pushgateway';

export interface MonitorNetworkPoliciesProps
  extends Pick<Monitor, 'server' | 'pushgateway' | 'kubeStateMetrics' | 'apiServerCidrs'> {
  readonly part: Part;
}

/**
 * Default deny for a monitor, with the paths it lives by kept open.
 *
 * node-exporter is on the host's network, where NetworkPolicies do not apply.
 */
export class MonitorNetworkPolicies extends Construct {
  constructor(scope: Construct, id: string, props: MonitorNetworkPoliciesProps) {
    super(scope, id);
    const { server, part, pushgateway, kubeStateMetrics } = props;
    const { namespace } = server;
    new DefaultDeny(this, 'default-deny', { namespace, part });
    new Allow(this, 'server', {
      name: server.name,
      namespace,
      part,
      // Proxied requests come from the API server's address, which is no pod's.
      ingress: [{ from: peers(props.apiServerCidrs), ports: tcp(server.containerPort) }],
      // Targets are annotated with whatever port they like.
      egress: [{}],
    });
    if (pushgateway) {
      new Allow(this, 'pushgateway', {
        name: pushgateway.name,
        namespace,
        part: pushgatewayPart(pushgateway.release),
        // Whoever has something to push, and the server that scrapes it.
        ingress: [{ from: [anyPod], ports: tcp(pushgateway.port) }],
      });
    }
    if (kubeStateMetrics) {
      new Allow(this, 'kube-state-metrics', {
        name: kubeStateMetrics.name,
        namespace,
        part: kubeStateMetricsPart(kubeStateMetrics.release),
        ingress: [{ from: [podsOf(part)], ports: tcp(kubeStateMetrics.port) }],
        // The API server has no label to select it by, and an address per provider.
        egress: [{}],
      });
    }
  }
}

function peers(cidrs: readonly string[] | undefined) {
  return cidrs?.map((cidr) => ({ ipBlock: { cidr } }));
}
