import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ConfigMap, type ConfigMapProps } from '../constructs/config-map';

/** A Prometheus's configuration: what differs from cluster to cluster. */
export class PrometheusConfigChart extends Chart {
  /** The ConfigMap. */
  readonly config: ConfigMap;

  constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id);
    this.config = new ConfigMap(this, 'config', props);
  }
}
