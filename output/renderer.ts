import { ApiObject, App } from 'cdk8s';
import { type ChartFile, chartProps, type FileTexts } from '../charts/chart-file';
import { FITTING_CHARACTERS } from '../constructs/config-map';
import { PlainKeys } from '../yaml/plain-keys';
import { YamlWriter } from '../yaml/write';
import { Sha256 } from './digest';
import { Frame, standIn, TextMemory } from './frame';
import { type ObjectSize, sizeOf } from './size';

/** A file of the output as text. */
export interface RenderedFile extends RenderedChart {
  /** Path below the output directory. */
  readonly path: string;
}

interface RenderedChart {
  readonly text: string;
  /** Of the text: the same for all that have it in common. */
  readonly sum: Sha256;
  /** Its objects as `Kind namespace/name`; without a namespace if they have none. */
  readonly objects: readonly string[];
  /** What its constructs say is wrong with it, each with the construct's path. */
  readonly complaints: readonly string[];
  /** Sizes of its objects, if it has any that may be too large somewhere. */
  readonly sizes: readonly ObjectSize[];
}

/** A chart's objects, before they are written as YAML. */
interface Manifests {
  readonly manifests: readonly Manifest[];
  readonly complaints: readonly string[];
}

/** A Kubernetes object; the rest is as its kind has it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [key: string]: unknown;
}

interface RenderedFrame extends RenderedChart {
  readonly frame: Frame;
}

type ChartClass = ChartFile['chart'];

/**
 * Renders charts to text. It remembers what clusters have in common; make one for a synthesis, and
 * drop it afterwards.
 */
export class Renderer {
  readonly yaml = new YamlWriter();
  private readonly charts = new ChartMemory<RenderedChart>();
  private readonly frames = new ChartMemory<RenderedFrame>();
  private readonly data = new ChartMemory<readonly Manifest[]>();
  private readonly texts = new TextMemory();
  private readonly numbers = new Map<string, number>();
  private count = 0;

  /** Renders a file; equal props of a shared chart are rendered once. */
  render({ path, chart, props, shared, files }: ChartFile): RenderedFile {
    if (files && Object.values(files).every(({ own }) => own === '')) {
      // Of long texts that are equal, as remembered ones are, looking their number up costs nothing.
      const numbers = Object.entries(files).map(([name, { common }]) => [
        name,
        this.number(common),
      ]);
      const key = { ...props, files: Object.fromEntries(numbers) };
      return { path, ...this.charts.get(chart, key, () => this.alone(chart, props, files)) };
    }
    if (files)
      return { path, ...(this.framed(chart, props, files) ?? this.alone(chart, props, files)) };
    const fresh = () => this.text(manifestsOf(chart, props));
    return { path, ...(shared ? this.charts.get(chart, props, fresh) : fresh()) };
  }

  /** The objects of a file, as data; those of equal props are the same. */
  objects({ chart, props, files }: ChartFile): readonly Manifest[] {
    const all = chartProps({ props, files });
    return this.data.get(chart, all, () => policiesLast(manifestsOf(chart, all).manifests));
  }

  /** Puts texts into a ConfigMap that was rendered with stand-ins for them. */
  private framed(chart: ChartClass, props: object, files: FileTexts): RenderedChart | undefined {
    // What is too large has to be said by the construct.
    if (!surelyFits(files)) return undefined;
    const standIns = Object.fromEntries(Object.keys(files).map((name) => [name, standIn(name)]));
    const withStandIns = { ...props, files: standIns };
    const { frame, objects, complaints } = this.frames.get(chart, withStandIns, () => {
      const rendered = this.text(manifestsOf(chart, withStandIns));
      return { ...rendered, frame: new Frame(rendered.text, this.texts) };
    });
    const text = frame.filled(files);
    // What is large is measured whole.
    if (text === undefined || text.length >= SMALL) return undefined;
    return { text, sum: new Sha256(text), objects, complaints, sizes: [] };
  }

  /** What stands for a text in the keys of what is remembered. */
  private number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    // Where every cluster has a text of its own, they are not all kept; no number comes again.
    if (this.numbers.size >= MOST_CHARTS) this.numbers.clear();
    this.count += 1;
    this.numbers.set(text, this.count);
    return this.count;
  }

  private alone(chart: ChartClass, props: object, files: FileTexts): RenderedChart {
    return this.text(manifestsOf(chart, chartProps({ props, files })));
  }

  private text({ manifests, complaints }: Manifests): RenderedChart {
    const objects = policiesLast(manifests);
    const text = objects.map((object) => this.yaml.mapping(object)).join('---\n');
    return {
      text,
      sum: new Sha256(text),
      objects: objects.map(nameOf),
      complaints,
      sizes: text.length < SMALL ? [] : objects.map((object) => sizeOf(nameOf(object), object)),
    };
  }
}

const surelyFits = (files: FileTexts) =>
  Object.values(files).reduce((sum, { own, common }) => sum + own.length + common.length, 0) <=
  FITTING_CHARACTERS;

/** A text this short holds no object that could be too large, whatever is escaped in it. */
const SMALL = 40_000;

const nameOf = ({ kind, metadata: { namespace, name } }: Manifest) =>
  namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;

/** Ways to set a cluster up that are remembered at most; fleets have a few. */
const MOST_CHARTS = 200;

/** What was made of charts before, by their class and props. */
class ChartMemory<Value> {
  private readonly keys = new PlainKeys();
  private readonly values = new Map<ChartClass, Map<string, Value>>();

  get(chart: ChartClass, props: object, make: () => Value): Value {
    const known = this.values.get(chart) ?? new Map<string, Value>();
    this.values.set(chart, known);
    const key = this.keys.of(props);
    const value = known.get(key) ?? make();
    if (known.size >= MOST_CHARTS) known.clear();
    known.set(key, value);
    return value;
  }
}

function manifestsOf(chart: ChartClass, props: object): Manifests {
  const constructs = new chart(new App(), 'chart', props).node.findAll();
  return {
    // As `chart.toJson()` without the order of dependencies: there are none, kubectl needs none.
    manifests: constructs
      .filter(ApiObject.isApiObject)
      .map((object) => (object as ApiObject).toJson()),
    complaints: constructs.flatMap(({ node }) =>
      node.validate().map((complaint) => `${node.path}: ${complaint}`),
    ),
  };
}

/** NetworkPolicies stand together, where who reviews what is open finds them. */
function policiesLast(objects: readonly Manifest[]): Manifest[] {
  const isPolicy = ({ kind }: Manifest) => kind === 'NetworkPolicy';
  return [
    ...objects.filter((object) => !isPolicy(object)),
    ...objects.filter((object) => isPolicy(object)),
  ];
}
