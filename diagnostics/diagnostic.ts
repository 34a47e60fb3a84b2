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

/** A diagnostic with its place in the fleet file. */
export interface PlacedDiagnostic extends Diagnostic, Position {
  readonly file: string;
  /** Name of the cluster whose entry `path` leads into; absent for all other paths. */
  readonly cluster?: string;
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

/** Diagnostics by position, each once: a mistake shared through an alias has a single place. */
export function sortDiagnostics(diagnostics: readonly PlacedDiagnostic[]): PlacedDiagnostic[] {
  const seen = new Set<string>();
  return diagnostics
    .filter(({ line, col, message }) => {
      const key = `${line}:${col}:${message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.line - b.line || a.col - b.col);
}
