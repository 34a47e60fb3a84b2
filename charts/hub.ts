import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { HubPrometheus, type HubPrometheusProps } from '../constructs/hub-prometheus';
import { DefaultDeny } from '../constructs/network-policy';

/** The central Prometheus. */
export class HubChart extends Chart {
  /** What shuts all pods of the release off; absent where no NetworkPolicies are written. */
  readonly defaultDeny?: DefaultDeny;
  /** The Prometheus, with what it mounts of its members. */
  readonly prometheus: HubPrometheus;

  constructor(scope: Construct, id: string, props: HubPrometheusProps) {
    super(scope, id);
    if (props.server.networkPolicies) {
      this.defaultDeny = new DefaultDeny(this, 'default-deny', props.server);
    }
    this.prometheus = new HubPrometheus(this, 'prometheus', props);
  }
}
