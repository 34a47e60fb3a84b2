import type { Code } from './codes';
import type { Path } from './path';

/** Something that people should know about their fleet file; an error stops the synthesis. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  /** Where it is said; empty for the file as a whole. */
  readonly path: Path;
  /** What is wrong, what was found, what would be right. */
  readonly message: string;
}

/** A place in a file, both numbers counted from 1; zeros mean the file as a whole. */
export interface Position {
  readonly line: number;
  readonly col: number;
}

/** A diagnostic with its place in the fleet file, or in another that this one names. */
export interface PlacedDiagnostic extends Diagnostic, Position {
  readonly file: string;
  /** Name of the cluster whose entry `path` leads into; absent for all other paths. */
  readonly cluster?: string;
  /** The file's text, for a caret, where it is not the fleet file. */
  readonly source?: string;
}

/** A diagnostic that stops the synthesis. */
export function error(code: Code, path: Path, message: string): Diagnostic {
  return { code, severity: 'error', path, message };
}

/** A diagnostic of what is allowed but had better be known. */
export function warning(code: Code, path: Path, message: string): Diagnostic {
  return { code, severity: 'warning', path, message };
}

/** Whether one of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/**
 * Diagnostics by position, each once: a mistake shared through an alias has a single place. Those of
 * one file stand together, as files come.
 */
export function sortDiagnostics(diagnostics: readonly PlacedDiagnostic[]): PlacedDiagnostic[] {
  const seen = new Set<string>();
  const files = [...new Set(diagnostics.map(({ file }) => file))];
  const order = new Map(files.map((file, index) => [file, index]));
  const placeOf = ({ file }: PlacedDiagnostic) => order.get(file) ?? 0;
  return diagnostics
    .filter(({ file, line, col, message }) => {
      const key = `${file}:${line}:${col}:${message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => placeOf(a) - placeOf(b) || a.line - b.line || a.col - b.col);
}
