import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Grafana, grafanaPart } from '../constructs/grafana';
import { GrafanaProvisioning } from '../constructs/grafana-provisioning';
import type { Grafana as GrafanaProps } from '../model/types';

/** Grafana, looking at the hub's Prometheus. */
export class GrafanaChart extends Chart {
  constructor(scope: Construct, id: string, grafana: GrafanaProps) {
    super(scope, id);
    const part = grafanaPart(grafana.release);
    new GrafanaProvisioning(this, 'provisioning', { grafana, part });
    new Grafana(this, 'grafana', grafana);
  }
}
