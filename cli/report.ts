import { formatProblem, type Problem } from '../inventory';
import { type Io, paint } from './io';
import { EXIT } from './run';

/** Prints every problem and how many there are; returns the exit code. */
export function reportProblems(
  { problems, source }: { problems: readonly Problem[]; source?: string },
  { stderr, env }: Io,
  outcome?: string,
): number {
  const caret = stderr.isTTY ? source : undefined;
  for (const problem of problems) stderr.write(`${formatProblem(problem, { caret })}\n`);
  const total = paint(stderr, env).red(count(problems.length, 'problem'));
  stderr.write(`${total}${outcome ? `, ${outcome}` : ''}\n`);
  return EXIT.problems;
}

/** Prints what is allowed but had better be known. */
export function reportWarnings(warnings: readonly string[], { stderr, env }: Io): void {
  const { yellow } = paint(stderr, env);
  for (const warning of warnings) stderr.write(`${yellow('warning')}: ${warning}\n`);
}

/** A number and what it counts: `1 cluster`, `2 clusters`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
