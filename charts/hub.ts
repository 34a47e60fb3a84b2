import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { HubPrometheus, type HubPrometheusProps } from '../constructs/hub-prometheus';
import { DefaultDeny } from '../constructs/network-policy';

/** The central Prometheus. */
export class HubChart extends Chart {
  constructor(scope: Construct, id: string, props: HubPrometheusProps) {
    super(scope, id);
    if (props.server.networkPolicies) new DefaultDeny(this, 'default-deny', props.server);
    new HubPrometheus(this, 'prometheus', props);
  }
}
