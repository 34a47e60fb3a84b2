import type { PlacedDiagnostic, Position } from './diagnostic';
import { formatPath } from './path';
import { redactedLine, redactedMessage } from './redact';

/**
 * A diagnostic as one line, `file:line:col: path: message`; a warning says so before its message.
 *
 * @param caret - the file's text: the line in question and a caret below it are added.
 */
export function formatDiagnostic(
  diagnostic: PlacedDiagnostic,
  options: { readonly caret?: string } = {},
): string {
  const { file, line, col, path, cluster, severity, message } = diagnostic;
  const place = line > 0 ? `${file}:${line}:${col}` : file;
  const head = [
    place,
    ...(severity === 'warning' ? ['warning'] : []),
    ...(path.length > 0 ? [formatPath(path, cluster)] : []),
    message,
  ].join(': ');
  const excerpt =
    options.caret === undefined || line === 0 ? '' : caretLine(options.caret, diagnostic);
  return visible(redactedMessage(head)) + excerpt;
}

/** A diagnostic as a plain object, its path as people write it. */
export function diagnosticJson(diagnostic: PlacedDiagnostic): Record<string, unknown> {
  const { code, severity, file, line, col, path, cluster, message } = diagnostic;
  return {
    code,
    severity,
    file,
    ...(line > 0 ? { line, column: col } : {}),
    path: formatPath(path),
    ...(cluster === undefined ? {} : { cluster }),
    message: redactedMessage(message),
  };
}

/** What would break a line, move the cursor or turn the reading direction of a terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text for a terminal, on which it stays in its line and changes nothing else. */
export const visible = (text: string) =>
  text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

const WIDEST = 120;

function caretLine(source: string, { line, col }: Position): string {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/, line);
  const text = lines[line - 1];
  if (text === undefined) return '';
  // Long lines are cut around the caret; tabs keep their width in the line below.
  const start = Math.max(0, Math.min(col - WIDEST / 2, text.length - WIDEST));
  const shown = redactedLine(lines, line - 1)
    .slice(start, start + WIDEST)
    .replace(UNPRINTABLE, (char) => (char === '\t' ? char : '\uFFFD'));
  const indent = shown.slice(0, col - 1 - start).replace(/[^\t]/g, ' ');
  return `\n  ${shown}\n  ${indent}^`;
}
