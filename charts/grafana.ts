import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Grafana, type GrafanaProps } from '../constructs/grafana';
import { GrafanaProvisioning } from '../constructs/grafana-provisioning';

/** Grafana, looking at the hub's Prometheus. */
export class GrafanaChart extends Chart {
  /** Its data sources and where its dashboards are. */
  readonly provisioning: GrafanaProvisioning;
  /** Grafana itself. */
  readonly grafana: Grafana;

  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    this.provisioning = new GrafanaProvisioning(this, 'provisioning', props.grafana);
    this.grafana = new Grafana(this, 'grafana', props);
  }
}
