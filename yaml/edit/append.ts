import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Edit, EditError, insertion } from './edits';
import { intoFlow } from './flow';
import { blockItem, type NewItem } from './item';
import { flowText, jsonText, type Mapping } from './render';
import { columnOf, contentEnd, lineEnd, type Style, styleOf } from './style';
import { parsedFor, verified } from './verify';

/**
 * Adds items to the list under a key at the top of a file, which is made if it is not there; all
 * that stands in the file stays as it is, byte for byte.
 *
 * @param text - of the file, without a byte order mark
 * @throws EditError when the file is not YAML, or the list is where nothing can be added to it
 */
export function appendItems(text: string, key: string, items: readonly NewItem[]): readonly Edit[] {
  if (items.length === 0) return [];
  const { document, data } = parsedFor(text);
  const root = document.contents as Node | null;
  const style = styleOf(text, root);
  const written = style.json ? items.filter(({ commentedOut }) => !commentedOut) : items;
  const edits = editsOf(text, root, key, written, style);
  return verified(text, edits, (read) =>
    isDeepStrictEqual(listed(read, key), listed(data, key, items)),
  );
}

/** Whether comments can be written into a file: it is not JSON. */
export const takesComments = (text: string): boolean => !styleOf(text, null).json;

function editsOf(
  text: string,
  root: Node | null,
  key: string,
  items: readonly NewItem[],
  style: Style,
): readonly Edit[] {
  if (root === null || isNothing(root)) return [atEnd(text, key, items, style)];
  if (!isMap(root)) throw new EditError('the file is no map, found a list or a text at its top');
  const pair = ownPair(root, key);
  if (!pair) {
    return root.flow ? [intoFlowMap(root, key, items, style)] : [atEnd(text, key, items, style)];
  }
  const { value } = pair;
  const indent = columnOf(text, pair.key.range?.[0] ?? 0);
  if (isSeq(value) && value.items.length > 0) {
    return value.flow
      ? intoFlow(text, value, items, style, indent)
      : [behindLast(text, value, items, style, indent)];
  }
  if (isSeq(value) && (root.flow || hasComment(text, value))) {
    return intoFlow(text, value, items, style, indent);
  }
  if (root.flow && isNothing(value)) return [inPlace(text, pair, items, style)];
  if (isSeq(value) || isNothing(value)) return intoNothing(text, pair, items, style, indent);
  throw new EditError(`${key} is no list that can be added to, write a list there`);
}

/** Behind the last item of a block list, and comments that belong to it. */
function behindLast(
  text: string,
  list: YAMLSeq,
  items: readonly NewItem[],
  style: Style,
  keyIndent: number,
): Edit {
  const [last, before] = [list.items.at(-1) as Node, list.items.at(-2) as Node | undefined];
  const dash = list.range?.[0] ?? 0;
  const shape = {
    indent: columnOf(text, dash),
    gap: gapOf(text, list, dash),
    flow: isMap(last) && last.flow === true,
  };
  const spaced = before !== undefined && isSpaced(text, before, last);
  const blocks = items.map((item) => blockItem(item, shape, style));
  return linesAt(text, endOf(text, contentEnd(last), keyIndent), blocks, style, spaced);
}

/** In place of `[]`, `null` or nothing, below the key. */
function intoNothing(
  text: string,
  { key, value }: Pair<Node, Node | null>,
  items: readonly NewItem[],
  style: Style,
  indent: number,
): readonly Edit[] {
  const [start, end] = value?.range ?? [key.range?.[1] ?? 0, key.range?.[1] ?? 0];
  const lead = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const removed = end > start ? [{ start: start - lead, end, text: '' }] : [];
  const inner = indent + style.step;
  const blocks = items.map((item) =>
    blockItem(item, { indent: inner, gap: 2, flow: false }, style),
  );
  return [...removed, linesAt(text, endOf(text, end, indent), blocks, style, false)];
}

/** As a new key below all others. */
function atEnd(text: string, key: string, items: readonly NewItem[], style: Style): Edit {
  const marker = /^\.\.\.(?=\s|$)/m.exec(text);
  const shape = { indent: style.step, gap: 2, flow: false };
  const blocks = [[`${key}:`], ...items.map((item) => blockItem(item, shape, style))];
  return linesAt(text, marker?.index ?? text.length, blocks, style, false);
}

/** As a new key within the braces that are around everything. */
function intoFlowMap(root: YAMLMap, key: string, items: readonly NewItem[], style: Style): Edit {
  const last = root.items.at(-1);
  const close = (root.range?.[1] ?? 1) - 1;
  const at = last ? contentEnd((last.value ?? last.key) as Node) : close;
  const comma = last ? ', ' : ' ';
  const name = style.json ? jsonText(key) : flowText(key);
  return insertion(at, `${comma}${name}: ${listText(items, style)}${last ? '' : ' '}`);
}

/** In place of `null` within braces. */
function inPlace(
  text: string,
  { key, value }: Pair<Node, Node | null>,
  items: readonly NewItem[],
  style: Style,
): Edit {
  const [start, end] = value?.range ?? [key.range?.[1] ?? 0, key.range?.[1] ?? 0];
  const space = text[start - 1] === ' ' ? '' : ' ';
  return { start, end, text: `${space}${listText(items, style)}` };
}

function listText(items: readonly NewItem[], { json }: Style): string {
  const live = items.filter(({ commentedOut }) => !commentedOut).map(({ value }) => value);
  return json ? jsonText(live) : flowText(live);
}

/** Lines put in at the begin of a line, or behind the last one if it has no end. */
function linesAt(
  text: string,
  at: number,
  blocks: readonly (readonly string[])[],
  { newline }: Style,
  spaced: boolean,
): Edit {
  const lines = blocks.flatMap((block) => (spaced ? ['', ...block] : block));
  const open = at > 0 && text[at - 1] !== '\n';
  const body = lines.join(newline);
  return insertion(at, open ? newline + body : body + newline);
}

/** Where the line of a place ends, and the comments below it that are further in than the key. */
function endOf(text: string, place: number, keyIndent: number): number {
  // The text of a block scalar ends behind a line break.
  let end = place > 0 && text[place - 1] === '\n' ? place : lineEnd(text, place);
  for (let at = end; at < text.length; at = lineEnd(text, at)) {
    const [, indent = '', rest] = /^([ \t]*)(\S?)/.exec(text.slice(at, lineEnd(text, at))) ?? [];
    if (rest === '#' && indent.length > keyIndent) end = lineEnd(text, at);
    else if (rest !== '') break;
  }
  return end;
}

/** Columns from a dash to what it is before. */
function gapOf(text: string, list: YAMLSeq, dash: number): number {
  const [first] = list.items as Node[];
  const start = first?.range?.[0] ?? 0;
  const between = text.slice(dash + 1, start);
  return /^ +$/.test(between) ? between.length + 1 : 2;
}

const isSpaced = (text: string, before: Node, last: Node) =>
  /\n[ \t]*\r?\n/.test(text.slice(contentEnd(before) - 1, last.range?.[0]));

/** Whether there is a comment within an empty list. */
const hasComment = (text: string, list: YAMLSeq) =>
  text.slice(list.range?.[0], list.range?.[1]).includes('#');

const isNothing = (node: Node | null) => node === null || (isScalar(node) && node.value === null);

const ownPair = (map: YAMLMap, key: string) =>
  (map.items as Pair<Node, Node | null>[]).find(
    (pair) => isScalar(pair.key) && pair.key.value === key,
  );

/** The data of a file with further items; no list is the same as an empty one. */
function listed(data: unknown, key: string, items: readonly NewItem[] = []): unknown {
  const file = (data ?? {}) as Record<string, unknown>;
  const added = items.filter(({ commentedOut }) => !commentedOut).map(({ value }) => plain(value));
  return { ...file, [key]: [...((file[key] ?? []) as unknown[]), ...added] };
}

/** Without what is undefined. */
const plain = (value: Mapping): unknown => JSON.parse(JSON.stringify(value));
