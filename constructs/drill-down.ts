import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { DrillDown as DrillDownModel, Labels } from '../model/types';
import { ConfigMap } from './config-map';
import { dns, podsWith, tcp } from './network-policy';
import { PrometheusServer } from './prometheus-server';
import { type StatestoreProps, statestoreMounts } from './statestore';

/** What the Prometheus that drills down is made from. */
export interface DrillDownProps extends Pick<DrillDownModel, 'server'>, StatestoreProps {
  /** Labels of the pods that ask it: the hub's Prometheus. */
  readonly asker: Labels;
  /**
   * Ports of API servers.
   *
   * @default - any
   */
  readonly egressPorts?: readonly number[] | undefined;
  /** File names of its configuration and their texts. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * The Prometheus that asks members for their raw series. Apart from the hub's, which goes on as if
 * nothing were when this one cannot start or runs out of memory.
 */
export class DrillDown extends Construct {
  /** The ConfigMap with its configuration. */
  readonly config: ApiObject;
  /** The Prometheus itself: its Service, StatefulSet and the rest. */
  readonly server: PrometheusServer;

  constructor(scope: Construct, id: string, props: DrillDownProps) {
    super(scope, id);
    const { server, asker, egressPorts, files } = props;
    const { name, namespace, labels, annotations } = server;
    this.config = new ConfigMap(this, 'config', {
      name,
      namespace,
      labels,
      annotations,
      files,
      advice:
        'leave federation.drillDown out for some clusters, or split the fleet over several hubs',
    }).object;
    this.server = new PrometheusServer(this, 'server', {
      server,
      apiToken: false,
      mounts: statestoreMounts(props),
      network: {
        ingress: [{ from: [podsWith(asker)], ports: tcp(server.port) }],
        egress: egressPorts ? [dns, { ports: tcp(...egressPorts) }] : [{}],
      },
    });
  }
}
