import { ApiObject, App } from 'cdk8s';
import { type ChartFile, chartProps, type FileTexts } from '../charts/chart-file';
import { FITTING_CHARACTERS } from '../constructs/config-map';
import type { Patches } from '../model/types';
import { isMapping, own } from '../yaml/mapping';
import { PlainKeys } from '../yaml/plain-keys';
import { YamlWriter } from '../yaml/write';
import { Sha256 } from './digest';
import { Frame, standIn, TextMemory } from './frame';
import { type Manifest, nameOf } from './manifest';
import { Patcher } from './patches/patcher';
import { type Manifests, type PatchedBy, Rendering } from './rendering';
import { type ObjectSize, sizeOf } from './size';

/** A file of the output as text. */
export interface RenderedFile extends RenderedChart, PatchedBy {
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

interface RenderedFrame extends RenderedChart {
  /** Absent: the texts have to be put in before it is rendered. */
  readonly frame: Frame | undefined;
}

interface RenderedData {
  readonly data: readonly Manifest[];
}

type ChartClass = ChartFile['chart'];

/**
 * Renders charts to text. It remembers what clusters have in common; make one for a synthesis, and
 * drop it afterwards.
 */
export class Renderer {
  readonly yaml = new YamlWriter();
  private readonly patcher = new Patcher();
  private readonly charts = new ChartMemory<Rendering<RenderedChart>>();
  private readonly frames = new ChartMemory<Rendering<RenderedFrame>>();
  private readonly data = new ChartMemory<Rendering<RenderedData>>();
  private readonly texts = new TextMemory();
  private readonly numbers = new Numbers<string>();
  private readonly patchNumbers = new Numbers<object>();

  /** Renders a file; equal props of a shared chart are rendered once. */
  render({ path, chart, props, shared, files, patches }: ChartFile): RenderedFile {
    const alone = () => this.alone(chart, chartProps({ props, files }));
    if (files && Object.values(files).every(({ own }) => own === '')) {
      // Of long texts that are equal, as remembered ones are, looking their number up costs nothing.
      const numbers = Object.entries(files).map(([name, { common }]) => [
        name,
        this.numbers.of(common),
      ]);
      const key = { ...props, files: Object.fromEntries(numbers) };
      return { path, ...this.charts.get(chart, key, alone).of(patches) };
    }
    if (files)
      return { path, ...(this.framed(chart, props, files, patches) ?? alone().of(patches)) };
    return { path, ...(shared ? this.charts.get(chart, props, alone) : alone()).of(patches) };
  }

  /** The objects of a file, as data; those of equal props are the same. */
  objects({ chart, props, files, patches }: ChartFile): readonly Manifest[] {
    const all = chartProps({ props, files });
    const write = ({ manifests }: Manifests) => ({ data: policiesLast(manifests) });
    const rendering = this.data.get(chart, all, () => this.rendering(chart, all, write));
    return rendering.of(patches).data;
  }

  /** Puts texts into a ConfigMap that was rendered with stand-ins for them. */
  private framed(
    chart: ChartClass,
    props: object,
    files: FileTexts,
    patches?: Patches,
  ): (RenderedChart & PatchedBy) | undefined {
    // What is too large has to be said by the construct.
    if (!surelyFits(files)) return undefined;
    const standIns = Object.fromEntries(Object.keys(files).map((name) => [name, standIn(name)]));
    const withStandIns = { ...props, files: standIns };
    const rendering = this.frames.get(chart, withStandIns, () =>
      this.rendering(chart, withStandIns, (made) => {
        const rendered = this.text(made);
        // A patch may have read or changed what stands for a text.
        const frame = isWhole(made, standIns) ? new Frame(rendered.text, this.texts) : undefined;
        return { ...rendered, frame };
      }),
    );
    const { frame, problems, ...rest } = rendering.of(patches);
    if (problems.some(({ severity }) => severity === 'error')) return undefined;
    const text = frame?.filled(files);
    // What is large is measured whole.
    if (text === undefined || text.length >= SMALL) return undefined;
    return { ...rest, text, sum: new Sha256(text), sizes: [], problems };
  }

  private alone(chart: ChartClass, props: object): Rendering<RenderedChart> {
    return this.rendering(chart, props, (made) => this.text(made));
  }

  private rendering<Value>(
    chart: ChartClass,
    props: object,
    write: (made: Manifests) => Value,
  ): Rendering<Value> {
    const make = () => manifestsOf(chart, props);
    return new Rendering(make, write, this.patcher, (patch) => this.patchNumbers.of(patch));
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

/** Short keys of what is long, or has none. */
class Numbers<Thing> {
  private readonly known = new Map<Thing, number>();
  private count = 0;

  of(thing: Thing): number {
    const known = this.known.get(thing);
    if (known !== undefined) return known;
    // Where every cluster has one of its own, they are not all kept; no number comes again.
    if (this.known.size >= MOST_CHARTS) this.known.clear();
    this.count += 1;
    this.known.set(thing, this.count);
    return this.count;
  }
}

/** Whether every stand-in still stands under the name of its file, as what it is. */
const isWhole = ({ manifests }: Manifests, standIns: Readonly<Record<string, string>>) =>
  Object.entries(standIns).every(([name, text]) =>
    manifests.some(({ data }) => isMapping(data) && own(data, name) === text),
  );

const surelyFits = (files: FileTexts) =>
  Object.values(files).reduce((sum, { own, common }) => sum + own.length + common.length, 0) <=
  FITTING_CHARACTERS;

/** A text this short holds no object that could be too large, whatever is escaped in it. */
const SMALL = 40_000;

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
