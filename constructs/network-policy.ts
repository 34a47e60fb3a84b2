import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Labels, NamespaceSelector, Objects, Workload } from '../model/types';
import {
  IntOrString,
  KubeNetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
} from './k8s';
import { metadata } from './metadata';

/** What a `DefaultDeny` is made from. */
export interface DefaultDenyProps extends Objects {
  /** Whose pods are shut off. */
  readonly release: string;
}

/** Shuts every pod of a release off; the policies of its workloads then open what is needed. */
export class DefaultDeny extends Construct {
  /** The NetworkPolicy. */
  readonly object: ApiObject;

  constructor(scope: Construct, id: string, props: DefaultDenyProps) {
    super(scope, id);
    const { release } = props;
    this.object = new KubeNetworkPolicy(this, 'policy', {
      metadata: metadata(props, `${release}-default-deny`),
      spec: {
        podSelector: {
          matchLabels: {
            'app.kubernetes.io/part-of': 'promfleet',
            'app.kubernetes.io/instance': release,
          },
        },
        policyTypes: ['Ingress', 'Egress'],
      },
    });
  }
}

/** What a NetworkPolicy opens. */
export interface AllowProps {
  /**
   * Who may connect to its pods.
   *
   * @default - nobody
   */
  readonly ingress?: readonly NetworkPolicyIngressRule[];
  /**
   * What its pods may connect to.
   *
   * @default - nothing
   */
  readonly egress?: readonly NetworkPolicyEgressRule[];
}

/** Opens the pods of one workload as far as it needs, where NetworkPolicies are written at all. */
export class Allow extends Construct {
  /** The NetworkPolicy; absent where the workload has none written. */
  readonly object?: ApiObject;

  constructor(scope: Construct, id: string, workload: Workload, { ingress, egress }: AllowProps) {
    super(scope, id);
    if (!workload.networkPolicies) return;
    this.object = new KubeNetworkPolicy(this, 'policy', {
      metadata: metadata(workload),
      spec: {
        podSelector: { matchLabels: workload.selector },
        policyTypes: [...(ingress ? ['Ingress'] : []), ...(egress ? ['Egress'] : [])],
        ingress: ingress && [...ingress],
        egress: egress && [...egress],
      },
    });
  }
}

/** TCP ports of a rule. */
export function tcp(...ports: number[]): NetworkPolicyPort[] {
  return ports.map((port) => policyPort({ protocol: 'TCP', port }));
}

/** A port of a rule. */
export function policyPort({ protocol, port }: { protocol: string; port: number }) {
  return { protocol, port: IntOrString.fromNumber(port) };
}

/** Pods of the same namespace that have these labels. */
export function podsWith(matchLabels: Labels): NetworkPolicyPeer {
  return { podSelector: { matchLabels } };
}

/** Pods of every namespace. */
export const anyPod: NetworkPolicyPeer = { namespaceSelector: {} };

/** Pods of the selected namespaces. */
export function podsOf(namespaces: NamespaceSelector | undefined): NetworkPolicyPeer {
  return { namespaceSelector: { ...namespaces } };
}

/** Every address but link-local ones, where clouds hand out the credentials of their machines. */
const routable: readonly NetworkPolicyPeer[] = [
  { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } },
  { ipBlock: { cidr: '::/0', except: ['fe80::/10'] } },
];

/** Every address but those, and every pod, at any port. */
export const anywhere: NetworkPolicyEgressRule = { to: [...routable, anyPod] };

/** The issuer of a login, wherever it is; by a port that its URLs have, where they say it. */
export function toIssuer({ ports }: { readonly ports?: readonly number[] | undefined }) {
  return ports ? { ...anywhere, ports: tcp(...ports) } : anywhere;
}

/**
 * Whatever pods are annotated with, at any port; not the metadata service of a cloud, where every
 * machine's credentials are to be had.
 *
 * Not every network plugin counts pods and nodes among address ranges (Cilium does not), so pods
 * are named too, and so are the ports at which nodes are asked.
 *
 * https://docs.cilium.io/en/stable/security/policy/caveats/
 *
 * @param nodePorts - ports of nodes that have to be reached
 */
export function targets(...nodePorts: number[]): NetworkPolicyEgressRule[] {
  return [anywhere, { ports: tcp(...nodePorts) }, dns];
}

/** Name resolution, wherever the cluster's DNS runs; OpenShift's pods listen on 5353. */
export const dns: NetworkPolicyEgressRule = {
  ports: [53, 5353].flatMap((port) =>
    ['UDP', 'TCP'].map((protocol) => policyPort({ protocol, port })),
  ),
};
