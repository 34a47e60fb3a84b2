import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Namespace } from '../constructs/namespace';
import type { PrometheusServer } from '../model/types';

export type NamespaceChartProps = Pick<PrometheusServer, 'namespace' | 'restricted'>;

/** The namespace that a Prometheus server and all that belongs to it live in. */
export class NamespaceChart extends Chart {
  constructor(scope: Construct, id: string, { namespace, restricted }: NamespaceChartProps) {
    super(scope, id);
    new Namespace(this, 'namespace', { name: namespace, restricted });
  }
}
