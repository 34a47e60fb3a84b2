import { isDirectory } from '../../inventory/fleet-files';
import { ClusterFailure } from '../../live/client/failure';
import { type KubeContext, type Kubeconfig, loadKubeconfig } from '../../live/client/kubeconfig';
import { KubeconfigError } from '../../live/client/kubeconfig-file';
import { ask } from '../../live/import/ask';
import { collect, type Wanted } from '../../live/import/collect';
import { importClusters } from '../../live/import/import';
import { sourceNamed } from '../../live/import/sources';
import { hint } from '../../live/import/sources/contexts';
import { SourceError } from '../../live/import/sources/objects';
import { EditError } from '../../yaml/edit';
import { parallelOf } from '../access-options';
import { type ClusterProgress, clusterProgress } from '../cluster-progress';
import { EXIT, type ExitCode } from '../exit';
import type { Io } from '../io';
import { refused } from '../refused';
import type { ImportOptions } from './options';
import { printImport } from './print';

/** A command was used wrongly, or has nothing to work on; the message says what would be right. */
export class UsageError extends Error {}

/** The fleet file that clusters go into. */
export interface Into {
  readonly fleet: string;
  readonly text: string;
  readonly isNew: boolean;
  readonly heading: readonly string[];
  readonly problems: readonly string[];
  readonly next: string;
}

/**
 * The file that clusters go into.
 *
 * @throws UsageError when several are named, or a directory
 */
export function oneFile({ fleet }: ImportOptions): string {
  const [file = '', ...others] = fleet;
  if (others.length === 0 && !isDirectory(file)) return file;
  const found = others.length === 0 ? `the directory ${file}` : fleet.join(', ');
  throw new UsageError(`clusters go into one file, found ${found}, name it alone with --fleet`);
}

/** Runs a command; what people have to mend is printed in a line. */
export async function orRefuse(
  { fleet, output }: ImportOptions,
  io: Io,
  run: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    const known = [UsageError, KubeconfigError, SourceError, EditError, ClusterFailure];
    if (!(error instanceof Error) || !known.some((kind) => error instanceof kind)) throw error;
    const isFile = error instanceof EditError;
    const message = isFile ? `${fleet.join(', ')}: ${error.message}` : error.message;
    return refused(message, isFile ? EXIT.problems : EXIT.usage, { output }, io);
  }
}

/**
 * The kubeconfig; none where there is none, and clusters come from elsewhere.
 *
 * @throws KubeconfigError
 */
export function kubeconfigFor(options: ImportOptions, io: Io): Kubeconfig | undefined {
  const { from, file, kubeconfig: files } = options;
  try {
    return loadKubeconfig({ files, env: io.env });
  } catch (error) {
    const isNeeded = from === undefined || file === undefined || files !== undefined;
    if (isNeeded || !(error instanceof KubeconfigError)) throw error;
    return undefined;
  }
}

/**
 * Where to look, as the options say it.
 *
 * @param otherwise - the contexts that are meant where none are named
 * @throws UsageError
 */
export function wantedFrom(
  options: ImportOptions,
  kubeconfig: Kubeconfig | undefined,
  otherwise: readonly KubeContext[],
): Wanted {
  const { context, from, file, managementContext: management, namespace } = options;
  if (from === undefined) {
    const strange = Object.entries({ file, 'management-context': management, namespace }).find(
      ([, value]) => value !== undefined,
    );
    if (strange) throw new UsageError(`--${strange[0]} goes with --from, which is not there`);
    return context ? { globs: context } : { contexts: otherwise };
  }
  if (context)
    throw new UsageError('--context is for kubeconfigs, found --from too, leave one out');
  if (file && namespace !== undefined) {
    throw new UsageError('--namespace goes with --management-context, which is not there');
  }
  const source = sourceNamed(from);
  if (file && management === undefined) return { source, files: file };
  if (file || management === undefined) {
    throw new UsageError(
      '--from wants either --file FILE or --management-context CONTEXT, to look for its objects',
    );
  }
  const known = kubeconfig?.contexts.map(({ name }) => name) ?? [];
  if (!kubeconfig || !known.includes(management)) {
    throw new UsageError(`no context is named ${management}, ${hint(management, known)}`);
  }
  const connection = kubeconfig.connection(management);
  return { source, management: { connection, where: `context ${management}`, namespace } };
}

/** Finds clusters, puts them into a fleet file and says so. */
export async function runImport(
  into: Into,
  wanted: Wanted,
  kubeconfig: Kubeconfig | undefined,
  options: ImportOptions,
  io: Io,
): Promise<ExitCode> {
  const { output, offline, dryRun = false } = options;
  const parallel = parallelOf(options.parallel);
  if (parallel === undefined) {
    throw new UsageError(`--parallel takes a number from 1, found ${options.parallel}`);
  }
  const { candidates, problems } = await collect(wanted, kubeconfig);
  if ('globs' in wanted && problems.length > 0) throw new UsageError(problems.join('; '));
  let shown: ClusterProgress | undefined;
  const { fleet, isNew, text } = into;
  const imported = await importClusters({
    fleet,
    text,
    isNew,
    candidates,
    contexts: kubeconfig?.contexts ?? [],
    ask: offline ? undefined : ask,
    dryRun,
    parallel,
    progress: (total) => {
      shown = clusterProgress(io, total);
      return shown;
    },
  }).finally(() => shown?.clear());
  const all = [...into.problems, ...problems];
  return printImport({ ...into, ...imported, problems: all, fleet, dryRun }, io, output);
}
