import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Namespace } from '../constructs/namespace';
import type { PrometheusServer } from '../model/types';
import { type ChartFile, chartFile } from './chart-file';

export type NamespaceChartProps = Pick<PrometheusServer, 'namespace' | 'restricted'>;

/** The namespace that a Prometheus server and all that belongs to it live in. */
export class NamespaceChart extends Chart {
  constructor(scope: Construct, id: string, { namespace, restricted }: NamespaceChartProps) {
    super(scope, id);
    new Namespace(this, 'namespace', { name: namespace, restricted });
  }
}

/**
 * The file with the namespace, if there is to be one.
 *
 * `kubectl apply -f DIRECTORY` goes through files by name and does not sort objects, so that this
 * one has to come first: on an empty cluster all others would be refused.
 */
export function namespaceFiles(directory: string, server: PrometheusServer): ChartFile[] {
  const { namespace, restricted, createNamespace } = server;
  if (!createNamespace) return [];
  const path = `${directory}/00-namespace.k8s.yaml`;
  return [chartFile(path, NamespaceChart, { namespace, restricted })];
}
