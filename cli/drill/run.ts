import { visible } from '../../diagnostics';
import { checkPositiveDuration, durationMs } from '../../language/duration';
import { ClusterFailure } from '../../live/client/failure';
import { drill } from '../../live/drill/drill';
import { drillRefusal } from '../../live/drill/refusal';
import type { Drilled, HopTaken } from '../../live/drill/types';
import { choose } from '../access';
import { type AccessOptions, PARALLEL_OPTION } from '../access-options';
import { canAsk, confirmed } from '../ask';
import { clusterProgress } from '../cluster-progress';
import { EXIT, type ExitCode } from '../exit';
import { abortOnInterrupt } from '../interrupt';
import { type Io, paint } from '../io';
import { noSuchCluster } from '../no-such-cluster';
import { refused } from '../refused';

/** What the options of `promfleet drill` parse to. */
export interface DrillCommandOptions extends Omit<AccessOptions, 'only' | 'parallel'> {
  readonly cluster: string;
  readonly timeout: string;
  readonly yes?: boolean;
}

/** Drills, and prints each hop as it is taken. */
export async function drillCommand(options: DrillCommandOptions, io: Io): Promise<ExitCode> {
  const { cluster, timeout, output } = options;
  const refuse = (message: string) => refused(message, EXIT.usage, options, io);
  const wrong = checkPositiveDuration(timeout);
  if (wrong !== undefined) return refuse(`--timeout: ${wrong}`);
  const chosen = choose({ ...options, parallel: PARALLEL_OPTION.default }, io);
  if (typeof chosen === 'number') return chosen;
  const { fleet, kubeconfig } = chosen;
  const names = fleet.members.map(({ name }) => name);
  if (!names.includes(cluster)) return refuse(noSuchCluster(cluster, names));
  const refusal = drillRefusal(fleet.hub, timeout);
  if (refusal !== undefined) return refuse(refusal);
  if (!options.yes) {
    if (!canAsk(io)) return refuse('it asks on a terminal, or needs --yes: people are told');
    const question = `Whoever is told of ClusterMissing will be, of ${cluster} as a drill. Go on?`;
    if (!(await confirmed(question, io))) return refuse('nobody was told');
  }
  const progress = clusterProgress(io, 1);
  const { signal, release } = abortOnInterrupt(io, progress.clear, 'the drill is taken away');
  try {
    const drilled = await drill({
      hub: fleet.hub,
      cluster,
      kubeconfig,
      timeoutMs: durationMs(timeout),
      signal,
      onTaken: (taken) => {
        progress.clear();
        if (output === 'text') io.stdout.write(`${hopLine(taken)}\n`);
      },
      onWaiting: (hop, found) => progress.at(hop, visible(found)),
    });
    progress.clear();
    return printed(drilled, options, io);
  } catch (error) {
    progress.clear();
    if (!(error instanceof ClusterFailure)) throw error;
    const message = `the hub ${fleet.hub.cluster}: ${error.message}`;
    return refused(message, EXIT.problems, options, io);
  } finally {
    release();
  }
}

/** Such as `+  203s  firing    2 of 2 replicas of Prometheus`. */
const hopLine = ({ hop, seconds, summary }: HopTaken) =>
  visible(`+${String(seconds).padStart(5)}s  ${hop.padEnd(HOP_WIDTH)}${summary}`);

const HOP_WIDTH = 10;

function printed(drilled: Drilled, { output }: DrillCommandOptions, io: Io): ExitCode {
  const { ok, missed, interrupted, problems, cluster, hops } = drilled;
  if (output === 'json') io.stdout.write(`${JSON.stringify(drilled, null, 2)}\n`);
  else {
    const colours = paint(io.stderr, io.env);
    for (const problem of problems) {
      io.stderr.write(`${colours.yellow('warning')}: ${visible(problem)}\n`);
    }
    if (missed) {
      const { hop, found, fix } = missed;
      const message = `the drill of ${cluster} ended before ${hop}, found ${found}: ${fix}`;
      io.stderr.write(`${colours.red('error')}: ${visible(message)}\n`);
    }
    const seconds = hops.find(({ hop }) => hop === 'told' || hop === 'sent')?.seconds;
    if (ok) io.stdout.write(`${cluster}: told after ${seconds} s, and over\n`);
  }
  if (interrupted) return EXIT.interrupted;
  return ok ? EXIT.ok : EXIT.problems;
}
