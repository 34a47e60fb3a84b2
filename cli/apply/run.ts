import { diagnosticJson } from '../../diagnostics';
import { fleetSources } from '../../inventory';
import { checkPositiveDuration, durationMs } from '../../language/duration';
import { applyFleet, type FleetOutcome } from '../../live/apply/fleet';
import { wentWell } from '../../live/apply/outcome';
import type { Removal } from '../../live/apply/removal-guard';
import { type Synthesis, synthesize } from '../../synth/synthesize';
import { choose } from '../access';
import type { AccessOptions } from '../access-options';
import { canAsk, confirmed } from '../ask';
import { clusterProgress } from '../cluster-progress';
import { EXIT, type ExitCode } from '../exit';
import { onInterrupt } from '../interrupt';
import type { Io } from '../io';
import { refused } from '../refused';
import { report, written } from '../report';
import { printOutcome, removalLines } from './print';

/** What the options of `promfleet apply` parse to. */
export interface ApplyOptions extends AccessOptions {
  readonly out: string;
  readonly hub?: boolean;
  readonly dryRun?: boolean;
  readonly wait: boolean;
  readonly timeout: string;
  readonly prune: boolean;
  readonly maxRemoved?: string;
  readonly forceConflicts?: boolean;
  readonly force?: boolean;
}

/** Synthesises and applies, and prints what came of it. */
export async function applyCommand(options: ApplyOptions, io: Io): Promise<ExitCode> {
  const { output, out, only, timeout } = options;
  const wrong = wrongOption(options);
  if (wrong !== undefined) return refused(wrong, EXIT.usage, options, io);
  const sources = fleetSources(options.fleet);
  const chosen = choose(options, io, sources);
  if (typeof chosen === 'number') return chosen;
  const dryRun = options.dryRun === true;
  const files = { fleet: options.fleet, out: dryRun ? undefined : out };
  const synthesis = synthesize(files, sources);
  if (!synthesis.result || output === 'text') {
    const success = dryRun ? undefined : (result: Synthesised) => written(result, out, io);
    const code = report(synthesis, io, { output, success, failure: 'no cluster was asked' });
    if (!synthesis.result) return code;
  }
  const hub = options.hub === true || only === undefined;
  const members = options.hub && only === undefined ? [] : chosen.members;
  const progress = clusterProgress(io, members.length + (hub ? 1 : 0));
  const release = onInterrupt(io, progress.clear, 'what was applied stays, apply again');
  const outcome = await applyFleet({
    ...chosen,
    members,
    hub,
    dryRun,
    prune: options.prune,
    maxRemoved: options.maxRemoved === undefined ? undefined : Number(options.maxRemoved),
    force: options.force === true,
    forceConflicts: options.forceConflicts === true,
    waitMs: options.wait ? durationMs(timeout) : undefined,
    progress,
    confirm: output === 'text' && !dryRun ? asking(io, progress.clear) : undefined,
  });
  release();
  progress.clear();
  const ok = isWell(outcome, dryRun);
  if (output === 'json') io.stdout.write(`${json(outcome, synthesis, { ok, dryRun })}\n`);
  else printOutcome(outcome, dryRun, io);
  return ok ? EXIT.ok : EXIT.problems;
}

type Synthesised = NonNullable<Synthesis['result']>;

function wrongOption({ timeout, maxRemoved }: ApplyOptions): string | undefined {
  const wrong = checkPositiveDuration(timeout);
  if (wrong !== undefined) return `--timeout: ${wrong}`;
  if (maxRemoved === undefined || /^(100|\d?\d)$/.test(maxRemoved)) return undefined;
  return `--max-removed takes a percentage from 0 to 100, found ${maxRemoved}`;
}

/** A dry run that shows what would not be deleted has done all that it is for. */
const isWell = ({ clusters, refusal }: FleetOutcome, dryRun: boolean) =>
  clusters.every(wentWell) && (refusal === undefined || dryRun);

/** Asks people, where there are any. */
function asking(io: Io, clear: () => void) {
  if (!canAsk(io)) return undefined;
  return (removals: readonly Removal[], why: string) => {
    clear();
    for (const line of removalLines(removals)) io.stderr.write(`${line}\n`);
    return confirmed(`${why}. Delete them?`, io);
  };
}

function json(
  { clusters, refusal }: FleetOutcome,
  { diagnostics, result }: Synthesis,
  facts: { readonly ok: boolean; readonly dryRun: boolean },
): string {
  const files = result?.changes;
  const found = diagnostics.map(diagnosticJson);
  return JSON.stringify({ ...facts, clusters, refusal, files, diagnostics: found }, null, 2);
}
