import { matching } from '../../dashboards/matching';
import { checkPositiveDuration, durationMs } from '../../language/duration';
import { examine } from '../../live/doctor/examine';
import { selectors } from '../../prometheus/match/compile';
import { choose } from '../access';
import { clusterProgress } from '../cluster-progress';
import { EXIT, type ExitCode } from '../exit';
import { type Io, paint } from '../io';
import { noSuchCluster } from '../no-such-cluster';
import { refused } from '../refused';
import type { DoctorOptions } from './options';
import { doctorText } from './text';

/** Of a kubeconfig's program for credentials: all of an examination takes no longer than 15 s. */
const LOGIN_MS = 6_000;

/** Finds out what is wrong with the way to a cluster. */
export async function doctorCommand(options: DoctorOptions, io: Io): Promise<ExitCode> {
  const { cluster, output, within } = options;
  const problem = within === undefined ? undefined : checkPositiveDuration(within);
  if (problem !== undefined) return refused(`--within: ${problem}`, EXIT.usage, options, io);
  const chosen = choose({ ...options, parallel: '1', loginTimeoutMs: LOGIN_MS }, io);
  if (typeof chosen === 'number') return chosen;
  const { fleet, kubeconfig } = chosen;
  const member = fleet.members.find(({ name }) => name === cluster);
  if (!member) {
    const names = fleet.members.map(({ name }) => name);
    return refused(noSuchCluster(cluster, names), EXIT.usage, options, io);
  }
  const progress = clusterProgress(io, 1);
  const report = await examine({
    fleet,
    member,
    kubeconfig,
    match: selectors(matching(fleet)(member)),
    withinMs: within === undefined ? undefined : durationMs(within),
    onStep: (step) => progress.at(cluster, `is looked at: ${step}`),
  });
  progress.clear();
  io.stdout.write(
    output === 'json'
      ? `${JSON.stringify(report, null, 2)}\n`
      : doctorText(report, paint(io.stdout, io.env)),
  );
  return report.ok ? EXIT.ok : EXIT.problems;
}
