import type { PlacedDiagnostic } from '../../diagnostics';
import { fleetSources } from '../../inventory';
import { createFile, replaceFile } from '../../output/file';
import { synthesize } from '../../synth/synthesize';
import { applyEdits, diffLines } from '../../yaml/edit';
import type { KubeContext } from '../client/kubeconfig';
import type { Progress } from '../progress';
import type { Candidate } from './candidate';
import { existingFleet } from './existing';
import type { Findings } from './findings';
import { importEdits } from './fleet-text';
import { type Outcome, planImport } from './plan';
import { reservedNames } from './reserved';

export interface ImportOptions {
  /** Path of the fleet file. */
  readonly fleet: string;
  /** What stands in it, or is to begin with. */
  readonly text: string;
  /** Whether the file is made: there must be none. */
  readonly isNew: boolean;
  readonly candidates: readonly Candidate[];
  /** All contexts of the kubeconfig. */
  readonly contexts: readonly KubeContext[];
  /**
   * Asks a cluster.
   *
   * @default - none is asked
   */
  readonly ask?: (candidate: Candidate) => Promise<Findings>;
  /** Whether nothing is written. */
  readonly dryRun: boolean;
  /** Clusters that are asked at a time. */
  readonly parallel: number;
  /** Makes what is told how far it is, for so many clusters that are asked. */
  readonly progress: (total: number) => Progress;
}

/** What came of an import. */
export interface Imported {
  readonly outcomes: readonly Outcome[];
  /** As unified diffs show it; empty when there is nothing to write. */
  readonly diff: readonly string[];
  /** Whether the file has it now. */
  readonly written: boolean;
  /** What is wrong with the file as it would be: it was not written then. */
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** Whether it would have no cluster, which no fleet file may: it was not written then. */
  readonly isEmpty: boolean;
}

/**
 * Puts clusters into a fleet file. What is written is valid, or nothing is.
 *
 * @throws EditError when the file is written so that nothing can be added to it
 * @throws OutputError when it cannot be written
 */
export async function importClusters(options: ImportOptions): Promise<Imported> {
  const { fleet, text, isNew, dryRun } = options;
  const [, ...included] = fleetSources(fleet, { text }).files;
  const existing = existingFleet(
    text,
    included.map((file) => file.text),
  );
  const hasNone = existing.entries.length === 0;
  const outcomes = await planImport({
    ...options,
    fleet: existing,
    reserved: reservedNames(fleet, text, hasNone),
  });
  const edits = importEdits(text, outcomes);
  const after = applyEdits(text, edits);
  const diff = isNew ? diffLines('', [{ start: 0, end: 0, text: after }]) : diffLines(text, edits);
  const isEmpty = hasNone && !outcomes.some(({ kind }) => kind === 'added');
  const nothing = { outcomes, diff, written: false, diagnostics: [], isEmpty };
  if (isEmpty || diff.length === 0) return nothing;
  const { result, diagnostics } = synthesize({ fleet }, { text: after });
  if (!result) return { ...nothing, diagnostics };
  if (dryRun) return nothing;
  if (isNew) createFile(fleet, after);
  else replaceFile(fleet, text, after);
  return { ...nothing, written: true };
}
