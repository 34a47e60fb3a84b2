import { diagnosticJson, formatDiagnostic, type PlacedDiagnostic } from '../diagnostics';
import type { Synthesis, SynthesisResult } from '../synth/synthesize';
import { EXIT, type ExitCode } from './exit';
import { type Io, paint } from './io';

export interface ReportOptions {
  readonly output: 'text' | 'json';
  readonly strict?: boolean;
  /**
   * The line that says what was done.
   *
   * @default - nothing is said
   */
  readonly success?: (result: SynthesisResult) => string;
  /**
   * Lines of what else had better be known before the result is used.
   *
   * @default - nothing
   */
  readonly news?: (result: SynthesisResult) => readonly string[];
  /**
   * What is said behind the number of problems.
   *
   * @default - nothing
   */
  readonly failure?: string;
}

/** Prints what came of a fleet file, and returns the exit code. */
export function report(synthesis: Synthesis, io: Io, options: ReportOptions): ExitCode {
  const { diagnostics, result } = synthesis;
  if (options.output === 'json') {
    const json = {
      ok: result !== undefined,
      ...result,
      diagnostics: diagnostics.map(diagnosticJson),
    };
    io.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  } else {
    if (result && options.success) io.stdout.write(`${options.success(result)}\n`);
    for (const note of result?.notes ?? []) io.stdout.write(`${note}\n`);
    printDiagnostics(synthesis, io);
    if (result) printNews(options.news?.(result) ?? [], io);
    if (!result) printCount(diagnostics, io, options);
  }
  return exitCode(synthesis);
}

/** The exit code that says what came of a fleet file. */
export function exitCode({ result, diagnostics }: Synthesis): ExitCode {
  if (result) return EXIT.ok;
  return diagnostics.some(({ code }) => code === 'file-unreadable') ? EXIT.usage : EXIT.problems;
}

/** A number and what it counts: `1 cluster`, `2 clusters`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** The line that says what a synthesis has written. */
export function written(
  { clusters, objects, changes }: SynthesisResult,
  out: string,
  io: Io,
): string {
  const { written: files = 0, unchanged = 0, removed = 0 } = changes ?? {};
  return (
    `${paint(io.stdout, io.env).bold(out)}: ${count(clusters, 'cluster')} and the hub, ` +
    `${count(objects, 'object')}; ` +
    `files: ${files} written, ${unchanged} unchanged, ${removed} removed`
  );
}

/** Warnings that are printed; a large fleet can have one for every cluster. */
const MOST_WARNINGS = 20;

function printDiagnostics({ diagnostics, texts }: Synthesis, { stderr }: Io): void {
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  const left = new Set(warnings.slice(MOST_WARNINGS));
  for (const diagnostic of diagnostics) {
    if (left.has(diagnostic)) continue;
    const caret = stderr.isTTY ? (diagnostic.source ?? texts.get(diagnostic.file)) : undefined;
    stderr.write(`${formatDiagnostic(diagnostic, { caret })}\n`);
  }
  if (left.size > 0) {
    stderr.write(`and ${count(left.size, 'more warning')}, all of them with --output json\n`);
  }
}

function printNews(lines: readonly string[], { stderr }: Io): void {
  for (const line of lines.slice(0, MOST_WARNINGS)) stderr.write(`${line}\n`);
  const left = lines.length - MOST_WARNINGS;
  if (left > 0) {
    stderr.write(`and ${left} more that will be refused, all of them with --output json\n`);
  }
}

function printCount(
  diagnostics: readonly PlacedDiagnostic[],
  { stderr, env }: Io,
  { strict, failure }: ReportOptions,
): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const counts = [
    ...(errors > 0 || !strict ? [count(errors, 'problem')] : []),
    ...(strict && warnings > 0 ? [`${count(warnings, 'warning')} (--strict)`] : []),
  ];
  const total = paint(stderr, env).red(counts.join(' and '));
  stderr.write(`${total}${failure ? `, ${failure}` : ''}\n`);
}
