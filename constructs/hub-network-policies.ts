import { Construct } from 'constructs';
import type { Grafana, Hub } from '../model/types';
import { grafanaPart } from './grafana';
import type { Part } from './labels';
import { Allow, anyPod, DefaultDeny, dns, podsOf, tcp } from './network-policy';

export interface HubNetworkPoliciesProps extends Pick<Hub, 'server' | 'egressPorts'> {
  readonly part: Part;
  readonly grafana?: Grafana;
}

/** Default deny for the hub: in for its namespace and Grafana's users, out to what it federates. */
export class HubNetworkPolicies extends Construct {
  constructor(scope: Construct, id: string, props: HubNetworkPoliciesProps) {
    super(scope, id);
    const { server, part, grafana, egressPorts } = props;
    const { namespace } = server;
    new DefaultDeny(this, 'default-deny', { namespace, part });
    new Allow(this, 'server', {
      name: server.name,
      namespace,
      part,
      ingress: [{ from: [{ podSelector: {} }], ports: tcp(server.containerPort) }],
      egress: egressPorts ? [dns, ...reach(egressPorts, grafana)] : [{}],
    });
    if (grafana) {
      new Allow(this, 'grafana', {
        name: grafana.name,
        namespace,
        part: grafanaPart(grafana.release),
        ingress: [{ from: [anyPod], ports: tcp(grafana.port) }],
        egress: [dns, { to: [podsOf(part)], ports: tcp(server.containerPort) }],
      });
    }
  }
}

function reach(ports: readonly number[], grafana?: Grafana) {
  const own = grafana
    ? [{ to: [podsOf(grafanaPart(grafana.release))], ports: tcp(grafana.port) }]
    : [];
  // API servers have addresses of all kinds, some of them pods' or behind load balancers.
  return [...(ports.length > 0 ? [{ ports: tcp(...ports) }] : []), ...own];
}
