import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** A chart that is made from plain data. */
export type ChartClass<Props extends object> = new (
  scope: Construct,
  id: string,
  props: Props,
) => Chart;

/** One file of the output: a chart and what it is made from. */
export interface ChartFile<Props extends object = object> {
  /** Path below the output directory. */
  readonly path: string;
  readonly chart: ChartClass<Props>;
  /** Plain data: equal props give equal manifests. */
  readonly props: Props;
  /** Whether clusters that are set up alike have equal props, so that rendering one will do. */
  readonly shared: boolean;
}

/** A `ChartFile` that clusters may have in common. */
export function chartFile<Props extends object>(
  path: string,
  chart: ChartClass<Props>,
  props: Props,
): ChartFile {
  return { path, chart: chart as ChartFile['chart'], props, shared: true };
}

/** A `ChartFile` that is like no other. */
export function uniqueChartFile<Props extends object>(
  path: string,
  chart: ChartClass<Props>,
  props: Props,
): ChartFile {
  return { ...chartFile(path, chart, props), shared: false };
}
