/** Where something stands in the fleet file: keys and list indices from the root. */
export type Path = readonly (string | number)[];

/** A place in a file, both numbers counted from 1; zeros mean the file as a whole. */
export interface Position {
  readonly line: number;
  readonly col: number;
}

/** Something wrong with a fleet file. */
export interface Problem extends Position {
  readonly file: string;
  readonly path: Path;
  readonly message: string;
}

/**
 * A problem as one line, `file:line:col: path: message`.
 *
 * @param caret - the file's text: the line in question and a caret below it are added.
 */
export function formatProblem(problem: Problem, options: { readonly caret?: string } = {}): string {
  const { file, line, col, path, message } = problem;
  const place = line > 0 ? `${file}:${line}:${col}` : file;
  const head = [place, ...(path.length > 0 ? [formatPath(path)] : []), message].join(': ');
  const excerpt =
    options.caret === undefined || line === 0 ? '' : caretLine(options.caret, problem);
  return visible(head) + excerpt;
}

/** A path as people write it: `clusters[2].federation.timeout`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(segment)) return `${text}[${JSON.stringify(segment)}]`;
    return text === '' ? segment : `${text}.${segment}`;
  }, '');
}

/** Problems by position, each once: a mistake shared through an alias has a single place. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ line, col, message }) => {
      const key = `${line}:${col}:${message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.line - b.line || a.col - b.col);
}

/** What would break a line, move the cursor or turn the reading direction of a terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const visible = (text: string) =>
  text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

const WIDEST = 120;

function caretLine(source: string, { line, col }: Position): string {
  const text = source.replace(/^\uFEFF/, '').split(/\r?\n/, line)[line - 1];
  if (text === undefined) return '';
  // Long lines are cut around the caret; tabs keep their width in the line below.
  const start = Math.max(0, Math.min(col - WIDEST / 2, text.length - WIDEST));
  const shown = text
    .slice(start, start + WIDEST)
    .replace(UNPRINTABLE, (char) => (char === '\t' ? char : '\uFFFD'));
  const indent = shown.slice(0, col - 1 - start).replace(/[^\t]/g, ' ');
  return `\n  ${shown}\n  ${indent}^`;
}
