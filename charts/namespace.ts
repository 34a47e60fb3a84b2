import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Namespace } from '../constructs/namespace';
import type { PrometheusServer } from '../model/types';

/** Of whom the namespace is, and whether all pods in it are restricted. */
export type NamespaceChartProps = Pick<
  PrometheusServer,
  'namespace' | 'restricted' | 'commonLabels' | 'annotations'
>;

/** The namespace that a Prometheus server and all that belongs to it live in. */
export class NamespaceChart extends Chart {
  /** The Namespace; `namespace` is what cdk8s has as a default for a chart's objects. */
  readonly made: Namespace;

  constructor(scope: Construct, id: string, props: NamespaceChartProps) {
    super(scope, id);
    const { namespace: name, restricted, commonLabels: labels, annotations } = props;
    this.made = new Namespace(this, 'namespace', { name, restricted, labels, annotations });
  }
}
