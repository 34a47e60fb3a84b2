import { isCollection, isMap, type Node } from 'yaml';

/** How a file is written, as far as what is added has to be written alike. */
export interface Style {
  /** What ends a line. */
  readonly newline: '\n' | '\r\n';
  /** Columns that a level is further in. */
  readonly step: number;
  /** Whether the file is JSON, which has no comments and wants double quotes. */
  readonly json: boolean;
}

/** The style of a text, whose root is given. */
export function styleOf(text: string, root: Node | null): Style {
  return {
    newline: /\r\n/.test(text.slice(0, text.indexOf('\n') + 1)) ? '\r\n' : '\n',
    step: stepOf(text, root),
    json: isJson(text),
  };
}

/** The column that an offset is in, from 0. */
export const columnOf = (text: string, offset: number): number =>
  offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** The columns before the first character of the line that an offset is in. */
export function indentOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^ */.exec(text.slice(start))?.[0].length ?? 0;
}

/** Where the line that an offset is in ends: behind its line break, or where the text ends. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Two, unless the first map within the root is further in. */
function stepOf(text: string, root: Node | null): number {
  if (!isMap(root) || root.flow) return USUAL_STEP;
  for (const { value } of root.items) {
    if (!isMap(value) || value.flow || !value.range) continue;
    return columnOf(text, value.range[0]) || USUAL_STEP;
  }
  return USUAL_STEP;
}

/** Columns that a level is further in, where a file does not show another habit. */
export const USUAL_STEP = 2;

function isJson(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where a node's own text ends: before comments, white space and line ends that follow it. */
export function contentEnd(node: Node): number {
  const end = node.range?.[1] ?? 0;
  if (!isCollection(node) || node.flow) return end;
  const last = node.items.at(-1);
  if (isMap(node)) {
    const pair = node.items.at(-1);
    return contentEnd((pair?.value ?? pair?.key) as Node);
  }
  return last ? contentEnd(last as Node) : end;
}
