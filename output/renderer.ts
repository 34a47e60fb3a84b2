import { ApiObject, App, type Chart } from 'cdk8s';
import type { ChartFile } from '../charts/chart-file';
import { YamlWriter } from '../yaml/write';

/** A file of the output as text. */
export interface RenderedFile extends RenderedChart {
  /** Path below the output directory. */
  readonly path: string;
}

interface RenderedChart {
  readonly text: string;
  /** Its objects as `Kind namespace/name`; without a namespace if they have none. */
  readonly objects: readonly string[];
  /** What its constructs say is wrong with it, each with the construct's path. */
  readonly complaints: readonly string[];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Ways to set a cluster up that are remembered at most; fleets have a few. */
const MOST_CHARTS = 200;

/**
 * Renders charts to text. It remembers what clusters have in common; make one for a synthesis, and
 * drop it afterwards.
 */
export class Renderer {
  readonly yaml = new YamlWriter();
  /** Charts rendered before, by their class and props. */
  private readonly charts = new Map<ChartFile['chart'], Map<string, RenderedChart>>();

  /** Renders a file; equal props of a shared chart are rendered once. */
  render({ path, chart, props, shared }: ChartFile): RenderedFile {
    const fresh = () => this.chart(new chart(new App(), 'chart', props));
    if (!shared) return { path, ...fresh() };
    const known = this.charts.get(chart) ?? new Map<string, RenderedChart>();
    this.charts.set(chart, known);
    const key = JSON.stringify(props);
    const rendered = known.get(key) ?? fresh();
    if (known.size >= MOST_CHARTS) known.clear();
    known.set(key, rendered);
    return { path, ...rendered };
  }

  private chart(chart: Chart): RenderedChart {
    const constructs = chart.node.findAll();
    // As `chart.toJson()` without the order of dependencies: there are none, kubectl needs none.
    const manifests: Manifest[] = constructs
      .filter(ApiObject.isApiObject)
      .map((object) => (object as ApiObject).toJson());
    const objects = policiesLast(manifests);
    return {
      text: objects.map((object) => this.yaml.mapping(object)).join('---\n'),
      objects: objects.map(({ kind, metadata: { namespace, name } }) =>
        namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`,
      ),
      complaints: constructs.flatMap(({ node }) =>
        node.validate().map((complaint) => `${node.path}: ${complaint}`),
      ),
    };
  }
}

/** NetworkPolicies stand together, where who reviews what is open finds them. */
function policiesLast(objects: readonly Manifest[]): Manifest[] {
  const isPolicy = ({ kind }: Manifest) => kind === 'NetworkPolicy';
  return [
    ...objects.filter((object) => !isPolicy(object)),
    ...objects.filter((object) => isPolicy(object)),
  ];
}
