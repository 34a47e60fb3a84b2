import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type ChartClass, type ChartFile, chartProps } from './chart-file';
import { chartId } from './layout';

const PATCHED =
  'patches: are not applied in an app, found some in the fleet, take them out and use addJsonPatch';

/** The charts of some files, made in one scope. */
export class ChartsOf {
  private readonly made: ReadonlyMap<string, Chart>;

  constructor(scope: Construct, files: readonly ChartFile[]) {
    this.made = new Map(
      files.map((file) => [file.path, new file.chart(scope, chartId(file.path), chartProps(file))]),
    );
    // Better no manifests than some that lack what a fleet file says.
    const patched = files.some(({ patches = [] }) => patches.length > 0);
    if (patched) scope.node.addValidation({ validate: () => [PATCHED] });
  }

  /** The chart of a file that may not be there. */
  optional<One extends Chart>(path: string, chart: ChartClass<never, One>): One | undefined {
    const found = this.made.get(path);
    return found instanceof chart ? found : undefined;
  }

  /** The chart of a file that is always there. */
  get<One extends Chart>(path: string, chart: ChartClass<never, One>): One {
    const found = this.optional(path, chart);
    if (!found) throw new Error(`there is no ${chart.name} for ${path}`);
    return found;
  }
}
