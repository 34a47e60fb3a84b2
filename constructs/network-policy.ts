import { Construct } from 'constructs';
import {
  IntOrString,
  KubeNetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
} from './k8s';
import { metadata, type Part, selectorLabels } from './labels';

export interface DefaultDenyProps {
  readonly namespace: string;
  readonly part: Part;
}

/** Shuts every pod of a release off; the other policies then open what is needed. */
export class DefaultDeny extends Construct {
  constructor(scope: Construct, id: string, { namespace, part }: DefaultDenyProps) {
    super(scope, id);
    new KubeNetworkPolicy(this, 'policy', {
      metadata: metadata(part, `${part.release}-default-deny`, namespace),
      spec: {
        podSelector: {
          matchLabels: {
            'app.kubernetes.io/part-of': 'promfleet',
            'app.kubernetes.io/instance': part.release,
          },
        },
        policyTypes: ['Ingress', 'Egress'],
      },
    });
  }
}

export interface AllowProps {
  readonly name: string;
  readonly namespace: string;
  /** Whose pods the policy opens. */
  readonly part: Part;
  /**
   * Who may connect to them.
   *
   * @default - nobody
   */
  readonly ingress?: readonly NetworkPolicyIngressRule[];
  /**
   * What they may connect to.
   *
   * @default - nothing
   */
  readonly egress?: readonly NetworkPolicyEgressRule[];
}

/** Opens the pods of one component as far as it needs. */
export class Allow extends Construct {
  constructor(scope: Construct, id: string, props: AllowProps) {
    super(scope, id);
    const { ingress, egress } = props;
    new KubeNetworkPolicy(this, 'policy', {
      metadata: metadata(props.part, props.name, props.namespace),
      spec: {
        podSelector: { matchLabels: selectorLabels(props.part) },
        policyTypes: [...(ingress ? ['Ingress'] : []), ...(egress ? ['Egress'] : [])],
        ingress: ingress && [...ingress],
        egress: egress && [...egress],
      },
    });
  }
}

/** TCP ports of a rule. */
export function tcp(...ports: number[]): NetworkPolicyPort[] {
  return ports.map((port) => ({ protocol: 'TCP', port: IntOrString.fromNumber(port) }));
}

/** Pods of a component of the same namespace. */
export function podsOf(part: Part): NetworkPolicyPeer {
  return { podSelector: { matchLabels: selectorLabels(part) } };
}

/** Pods of every namespace. */
export const anyPod: NetworkPolicyPeer = { namespaceSelector: {} };

/** Name resolution, wherever the cluster's DNS runs; OpenShift's pods listen on 5353. */
export const dns: NetworkPolicyEgressRule = {
  ports: [53, 5353].flatMap((port) =>
    ['UDP', 'TCP'].map((protocol) => ({ protocol, port: IntOrString.fromNumber(port) })),
  ),
};
