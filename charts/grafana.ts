import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Grafana, type GrafanaProps } from '../constructs/grafana';
import { GrafanaProvisioning } from '../constructs/grafana-provisioning';

/** Grafana, looking at the hub's Prometheus. */
export class GrafanaChart extends Chart {
  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    new GrafanaProvisioning(this, 'provisioning', props.grafana);
    new Grafana(this, 'grafana', props);
  }
}
