import { Construct } from 'constructs';
import type { Credentials, Hub, Workload } from '../model/types';
import { federationMount, inventoryMount } from './federation-jobs';
import type { NetworkPolicyEgressRule } from './k8s';
import { dns, podsWith, tcp } from './network-policy';
import { PrometheusServer } from './prometheus-server';
import { statestoreMounts } from './statestore';

/** What the central Prometheus is made from. */
export interface HubPrometheusProps
  extends Pick<
    Hub,
    | 'server'
    | 'statestore'
    | 'statestoreSecrets'
    | 'federationConfigMaps'
    | 'inventoryConfigMaps'
    | 'drillConfigMap'
    | 'credentialEndsConfigMaps'
    | 'egressPorts'
    | 'grafana'
    | 'drillDown'
  > {
  /**
   * The pods of the hub's Alertmanager.
   *
   * @default - none is deployed
   */
  readonly alertmanager?: Pick<Workload, 'selector' | 'port'> | undefined;
  /** Those of members that have Secrets of their own. */
  readonly credentials: readonly Credentials[];
}

/**
 * The central Prometheus.
 *
 * Its account has no role and its pods no token: it reaches members with their Secrets alone.
 */
export class HubPrometheus extends Construct {
  /** The Prometheus itself: its Service, StatefulSet and the rest. */
  readonly server: PrometheusServer;

  constructor(scope: Construct, id: string, props: HubPrometheusProps) {
    super(scope, id);
    const { server } = props;
    this.server = new PrometheusServer(this, 'server', {
      server,
      apiToken: false,
      mounts: [
        federationMount(props.federationConfigMaps),
        inventoryMount(props.inventoryConfigMaps, [
          props.drillConfigMap,
          ...props.credentialEndsConfigMaps,
        ]),
        ...statestoreMounts(props),
      ],
      network: {
        ingress: [{ from: [{ podSelector: {} }], ports: tcp(server.port) }],
        egress: props.egressPorts ? [dns, ...reach(props, props.egressPorts)] : [{}],
      },
    });
  }
}

/** What it federates, what of its own release it scrapes and asks, and where it sends alerts. */
function reach(
  { server, alertmanager, grafana, drillDown }: HubPrometheusProps,
  ports: readonly number[],
): NetworkPolicyEgressRule[] {
  const own = [
    ...(server.highlyAvailable ? [server] : []),
    ...(alertmanager ? [alertmanager] : []),
    ...(grafana ? [grafana] : []),
    ...(drillDown ? [drillDown.server] : []),
  ];
  return [
    // API servers have addresses of all kinds, some of them pods' or behind load balancers.
    ...(ports.length > 0 ? [{ ports: tcp(...ports) }] : []),
    ...own.map(({ selector, port }) => ({ to: [podsWith(selector)], ports: tcp(port) })),
  ];
}
