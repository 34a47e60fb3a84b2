import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { DrillDown, type DrillDownProps } from '../constructs/drill-down';

/** What reads raw series of members for the hub. */
export class DrillDownChart extends Chart {
  /** Its Prometheus and the configuration of it. */
  readonly drillDown: DrillDown;

  constructor(scope: Construct, id: string, props: DrillDownProps) {
    super(scope, id);
    this.drillDown = new DrillDown(this, 'drill-down', props);
  }
}
