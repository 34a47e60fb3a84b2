import { ApiObject, App, type Chart } from 'cdk8s';
import type { ChartFile } from '../charts/chart-file';
import { yamlText } from '../yaml/write';

/** A file of `dist/` as text. */
export interface RenderedFile {
  /** Path below the output directory. */
  readonly path: string;
  readonly text: string;
  /** Its objects as `Kind namespace/name`; without a namespace if they have none. */
  readonly objects: readonly string[];
}

type Rendered = Omit<RenderedFile, 'path'>;

/** Charts rendered before, by their class and props. */
const charts = new Map<ChartFile['chart'], Map<string, Rendered>>();

/** Ways to set a cluster up that are remembered at most; fleets have a few. */
const MOST_CHARTS = 200;

/** Renders a file; equal props of a shared chart are rendered once. */
export function renderFile({ path, chart, props, shared }: ChartFile): RenderedFile {
  const fresh = () => render(new chart(new App(), 'chart', props));
  if (!shared) return { path, ...fresh() };
  const known = charts.get(chart) ?? new Map<string, Rendered>();
  charts.set(chart, known);
  const key = JSON.stringify(props);
  const rendered = known.get(key) ?? fresh();
  if (known.size >= MOST_CHARTS) known.clear();
  known.set(key, rendered);
  return { path, ...rendered };
}

function render(chart: Chart): Rendered {
  // As `chart.toJson()` without the order of dependencies: there are none, kubectl needs none.
  const objects: Manifest[] = chart.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => (object as ApiObject).toJson());
  return {
    text: objects.map((object) => yamlText(object)).join('---\n'),
    objects: objects.map(({ kind, metadata: { namespace, name } }) =>
      namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`,
    ),
  };
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}
