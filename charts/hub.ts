import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { federationMount } from '../constructs/federation-jobs';
import { HubNetworkPolicies } from '../constructs/hub-network-policies';
import { PrometheusServices } from '../constructs/prometheus-services';
import { PrometheusStatefulSet } from '../constructs/prometheus-stateful-set';
import { statestoreMount } from '../constructs/statestore';
import type { Credentials, Hub } from '../model/types';
import { serverPart } from './parts';

export interface HubChartProps
  extends Pick<Hub, 'server' | 'statestore' | 'egressPorts' | 'grafana'> {
  readonly credentials: readonly Credentials[];
  /** Names of the ConfigMaps with the federation jobs. */
  readonly federationConfigMaps: readonly string[];
}

/**
 * The central Prometheus.
 *
 * Its account has no role and its pods no token: it reaches members with their Secrets alone.
 */
export class HubChart extends Chart {
  constructor(scope: Construct, id: string, props: HubChartProps) {
    super(scope, id);
    const { server } = props;
    const part = serverPart(server.release);
    new PrometheusServices(this, 'services', { server, part });
    new PrometheusStatefulSet(this, 'server', {
      server,
      part,
      apiToken: false,
      mounts: [
        federationMount(props.federationConfigMaps),
        statestoreMount(props.statestore, props.credentials),
      ],
    });
    if (server.networkPolicies) new HubNetworkPolicies(this, 'policies', { ...props, part });
  }
}
