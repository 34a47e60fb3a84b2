import { formatProblem, type Problem } from './inventory';
import { loadFleet } from './synth/load';
import { warnings } from './model/warnings';
import { renderFleet } from './synth/render-fleet';
import { type Changes, DirectoryWriter } from './output/directory/writer';

export interface SynthesisOptions {
  /** Path of the fleet file. */
  readonly fleet: string;
  /**
   * Directory that gets `hub/` and `clusters/`.
   *
   * @default - nothing is written: the fleet file is only checked
   */
  readonly out?: string;
  /**
   * Told how far it is after every cluster.
   *
   * @default - nobody is told
   */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What came of a fleet file. */
export type Synthesis =
  | { readonly problems: readonly Problem[]; readonly source?: string; readonly clusters?: never }
  | {
      readonly problems: readonly never[];
      readonly clusters: number;
      readonly objects: number;
      readonly bytes: number;
      /** Absent when nothing was to be written. */
      readonly changes?: Changes;
      readonly warnings: readonly string[];
    };

/**
 * Load, resolve, render, write: the whole of promfleet.
 *
 * Any problem leaves the output directory as it was.
 *
 * @throws OutputError when the directory cannot be written
 */
export function synthesize(options: SynthesisOptions): Synthesis {
  const { fleet, problems, source, place } = loadFleet(options.fleet);
  if (!fleet) return { problems, source };
  const writer = options.out === undefined ? undefined : new DirectoryWriter(options.out);
  const written = { clusters: fleet.members.length, objects: 0, bytes: 0 };
  try {
    const found = renderFleet(fleet, {
      onProgress: options.onProgress,
      onFile: ({ path, text, objects }) => {
        writer?.add(path, text);
        written.objects += objects.length;
        written.bytes += Buffer.byteLength(text);
      },
    });
    if (found.length > 0) {
      writer?.abort();
      return { problems: place(found), source };
    }
    return { problems: [], ...written, changes: writer?.commit(), warnings: warnings(fleet) };
  } catch (error) {
    writer?.abort();
    throw error;
  }
}

if (require.main === module) cdk8sApp();

/** What `cdk8s synth` runs: it names the directory in CDK8S_OUTDIR. */
function cdk8sApp(): void {
  const { problems } = synthesize({
    fleet: 'fleet.yaml',
    out: process.env.CDK8S_OUTDIR ?? 'dist',
  });
  if (problems.length === 0) return;
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  process.exitCode = 1;
}
