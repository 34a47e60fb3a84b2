import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Patches } from '../model/types';

/** A chart that is made from plain data. */
export type ChartClass<Props extends object, One extends Chart = Chart> = new (
  scope: Construct,
  id: string,
  props: Props,
) => One;

/** One file of the output: a chart and what it is made from. */
export interface ChartFile<Props extends object = object> {
  /** Path below the output directory. */
  readonly path: string;
  readonly chart: ChartClass<Props>;
  /** Plain data: equal props give equal manifests. */
  readonly props: Props;
  /** Whether clusters that are set up alike have equal props, so that rendering one will do. */
  readonly shared: boolean;
  /**
   * Texts of the files in its ConfigMap, in which clusters that are set up alike differ. The chart
   * is given them as its prop `files`; all else is rendered once.
   *
   * @default - `props` are all that it is made from
   */
  readonly files?: FileTexts;
  /**
   * Changes of its objects.
   *
   * @default - they are as the chart makes them
   */
  readonly patches?: Patches;
}

/** The texts of files, by their names. */
export type FileTexts = Readonly<Record<string, FileText>>;

/** A text in two parts, either of which may be empty. */
export interface FileText {
  /** What this cluster alone has. */
  readonly own: string;
  /** What stands below it in all clusters that are set up alike. */
  readonly common: string;
}

/** All that its chart is made from, the texts in its ConfigMap among them. */
export function chartProps({ props, files }: Pick<ChartFile, 'props' | 'files'>): object {
  if (!files) return props;
  const texts = Object.entries(files).map(([name, { own, common }]) => [name, own + common]);
  return { ...props, files: Object.fromEntries(texts) };
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

/** A `ChartFile` that clusters have in common but for the texts in its ConfigMap. */
export function configMapFile<Props extends { readonly files: Record<string, string> }>(
  path: string,
  chart: ChartClass<Props>,
  props: Omit<Props, 'files'>,
  files: FileTexts,
): ChartFile {
  return { ...chartFile(path, chart as ChartClass<object>, props), files };
}

/** Files whose objects are changed as `patches` say. */
export const patchedFiles = (files: readonly ChartFile[], patches: Patches): ChartFile[] =>
  patches.length === 0 ? [...files] : files.map((file) => ({ ...file, patches }));
