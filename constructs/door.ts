import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Door as DoorModel, HttpRoute, Ingress, Workload } from '../model/types';
import { KubeIngress, type NetworkPolicyIngressRule, type NetworkPolicyPeer } from './k8s';
import { metadata } from './metadata';
import { podsOf, tcp } from './network-policy';

/** What a door is made from. */
export interface DoorProps {
  /** What it leads to: the port of its Service. */
  readonly workload: Workload;
  /** Its host and whose controller opens it. */
  readonly door: DoorModel;
}

/** Leads people from outside the cluster to a workload that asks them who they are. */
export class Door extends Construct {
  /** Its Ingress; absent where there is none. */
  readonly ingress?: ApiObject | undefined;
  /** Its HTTPRoute; absent where there is none. */
  readonly httpRoute?: ApiObject | undefined;

  constructor(scope: Construct, id: string, { workload, door }: DoorProps) {
    super(scope, id);
    if (door.ingress) this.ingress = this.ingressOf(workload, door.ingress);
    if (door.httpRoute) this.httpRoute = this.routeOf(workload, door.httpRoute);
  }

  private ingressOf(workload: Workload, { host, className, annotations, tls }: Ingress): ApiObject {
    const { name, servicePort } = workload;
    return new KubeIngress(this, 'ingress', {
      metadata: metadata(workload, undefined, annotations),
      spec: {
        ingressClassName: className,
        tls: tls && [{ hosts: [host], secretName: tls.secretName }],
        rules: [
          {
            host,
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name, port: { number: servicePort } } },
                },
              ],
            },
          },
        ],
      },
    });
  }

  private routeOf(
    workload: Workload,
    { parentRefs, hostnames, annotations }: HttpRoute,
  ): ApiObject {
    const { name, servicePort } = workload;
    return new ApiObject(this, 'http-route', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: metadata(workload, undefined, annotations),
      spec: {
        parentRefs,
        hostnames,
        rules: [{ backendRefs: [{ name, port: servicePort }] }],
      },
    });
  }
}

/**
 * Who is let in to a port by a door: whoever its controller runs as, which may be pods, nodes or a
 * load balancer outside, unless the fleet file says where it is.
 *
 * @param others - that come another way
 */
export function throughDoor(
  port: number,
  { namespaces }: DoorModel,
  ...others: readonly NetworkPolicyPeer[]
): NetworkPolicyIngressRule {
  return { from: namespaces && [podsOf(namespaces), ...others], ports: tcp(port) };
}
