import { diagnosticJson, formatDiagnostic, visible } from '../../diagnostics';
import type { Imported } from '../../live/import/import';
import type { Outcome } from '../../live/import/plan';
import type { Proposal } from '../../live/import/propose';
import { flowText } from '../../yaml/edit';
import { EXIT, type ExitCode } from '../exit';
import { type Io, paint } from '../io';
import { count } from '../report';
import { sharedLine, sharedNotes } from './notes';

export interface Printed extends Imported {
  readonly fleet: string;
  readonly dryRun: boolean;
  /** Lines about what is no cluster of the fleet, such as the hub. */
  readonly heading: readonly string[];
  /** What was found and cannot be taken. */
  readonly problems: readonly string[];
  /** What to do next, when all is well. */
  readonly next: string;
}

/** Prints what came of an import, and returns the exit code. */
export function printImport(printed: Printed, io: Io, output: 'text' | 'json'): ExitCode {
  const { outcomes, problems, diagnostics } = printed;
  const isWell =
    problems.length === 0 &&
    diagnostics.length === 0 &&
    !outcomes.some(({ kind }) => kind === 'commentedOut' || kind === 'refused');
  if (output === 'json') io.stdout.write(`${JSON.stringify(jsonOf(printed, isWell), null, 2)}\n`);
  else printText(printed, io, isWell);
  return isWell ? EXIT.ok : EXIT.problems;
}

function jsonOf(printed: Printed, ok: boolean) {
  const { fleet, dryRun, written, heading, outcomes, problems, diagnostics, diff } = printed;
  return {
    ok,
    fleet,
    written,
    ...(dryRun ? { diff } : {}),
    notes: heading,
    clusters: outcomes.map(({ candidate: { server, source }, ...outcome }) => ({
      ...outcome,
      // What is no server may have a password in it.
      ...(outcome.kind === 'refused' ? {} : { server }),
      source,
    })),
    problems,
    diagnostics: diagnostics.map(diagnosticJson),
  };
}

function printText(printed: Printed, io: Io, isWell: boolean): void {
  const { stdout, stderr, env } = io;
  const { bold, red, green } = paint(stdout, env);
  for (const line of printed.heading) stdout.write(`${visible(line)}\n`);
  const shared = sharedNotes(printed.outcomes);
  for (const outcome of printed.outcomes) {
    const stream = outcome.kind === 'commentedOut' || outcome.kind === 'refused' ? stderr : stdout;
    for (const line of linesOf(outcome, shared))
      stream.write(`${headed(line, paint(stream, env))}\n`);
  }
  for (const [note, names] of shared) stdout.write(`${visible(sharedLine(note, names))}\n`);
  const error = paint(stderr, env).red('error');
  for (const problem of printed.problems) stderr.write(`${error}: ${visible(problem)}\n`);
  for (const diagnostic of printed.diagnostics) stderr.write(`${formatDiagnostic(diagnostic)}\n`);
  if (printed.dryRun) {
    for (const line of printed.diff) {
      const colour = line.startsWith('+') ? green : line.startsWith('-') ? red : String;
      stdout.write(`${colour(visible(line))}\n`);
    }
  }
  stdout.write(`${bold(printed.fleet)}: ${totals(printed)}\n`);
  if (isWell && printed.written) stdout.write(`${printed.next}\n`);
}

function totals(printed: Printed): string {
  const number = (kind: Outcome['kind']) =>
    printed.outcomes.filter((each) => each.kind === kind).length;
  const parts = [
    `${count(number('added'), 'cluster')} added`,
    ...(number('known') > 0 ? [`${number('known')} there already`] : []),
    ...(number('commentedOut') > 0 ? [`${number('commentedOut')} as a comment`] : []),
    ...(number('repeated') > 0 ? [`${number('repeated')} found twice`] : []),
    ...(number('refused') > 0 ? [`${number('refused')} left out`] : []),
  ];
  const why = whyNothing(printed);
  return parts.join(', ') + (why === undefined ? '' : `; nothing was written${why}`);
}

function whyNothing({ written, isEmpty, diagnostics, dryRun, diff }: Printed): string | undefined {
  if (written) return undefined;
  if (isEmpty) return ': a fleet file has at least one cluster in force';
  if (diagnostics.length > 0) return ': the file would have these problems';
  return dryRun && diff.length > 0 ? ' (--dry-run)' : '';
}

/** A line for a terminal, with the name that it begins with in bold. */
const headed = (line: string, { bold }: ReturnType<typeof paint>) =>
  visible(line).replace(/^[a-z0-9-]+(?=: )/, bold);

/** The lines about a cluster: what becomes of it, and why, without the notes that are shared. */
function linesOf(outcome: Outcome, shared: ReadonlyMap<string, unknown>): string[] {
  const { source, server } = outcome.candidate;
  switch (outcome.kind) {
    case 'added':
      return [`${outcome.name}: added, ${server}, found as ${source}`, ...details(outcome, shared)];
    case 'commentedOut': {
      const where =
        outcome.line === undefined ? 'as a comment' : `still a comment on line ${outcome.line}`;
      const head = `${outcome.name}: ${where}, found as ${source}: ${outcome.why}`;
      return outcome.line === undefined ? [head, ...details(outcome)] : [head];
    }
    case 'known': {
      const context = outcome.kubeContext;
      const change = context === undefined ? '' : `, its kubeContext ${context} is written`;
      return [`${outcome.name}: there already, ${server}, found as ${source}${change}`];
    }
    case 'repeated':
      return [`${source}: left out, it has the server of ${outcome.of}`];
    case 'refused':
      return [`${source}: left out, its server is ${outcome.why}`];
  }
}

const details = (
  { choices, notes }: Pick<Proposal, 'choices' | 'notes'>,
  shared?: ReadonlyMap<string, unknown>,
) => [
  ...choices.map(
    ({ key, value, reasons }) => `  ${key}: ${flowText(value)}, because ${reasons.join('; ')}`,
  ),
  ...notes.filter((note) => !shared?.has(note)).map((note) => `  note: ${note}`),
];
