import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { formatPath, type Path } from '../../diagnostics';
import { find } from '../locate';
import { type Edit, EditError, insertion } from './edits';
import { flowText, jsonText, type Value } from './render';
import { columnOf, contentEnd, lineEnd, type Style, styleOf } from './style';
import { parsedFor, verified } from './verify';

/**
 * Sets a key of a map that is in a file: its value alone is replaced, or the key comes in.
 *
 * @param path - to the map
 * @param behind - the key that a new one comes behind; behind all others unless it is there
 * @throws EditError when the file is not YAML, or there is no map of its own on the path
 */
export function setKey(
  text: string,
  path: Path,
  key: string,
  value: Value,
  behind?: string,
): readonly Edit[] {
  const parsed = parsedFor(text);
  const { complete, node } = find(parsed, path);
  if (!complete || !isMap(node)) throw new EditError(`there is no map ${formatPath(path)}`);
  const map = node as YAMLMap<Node, Node | null>;
  const style = styleOf(text, parsed.document.contents as Node | null);
  const own = map.items.find((pair) => isKey(pair, key));
  const before = map.items.find((pair) => isKey(pair, behind)) ?? map.items.at(-1);
  const pair = `${oneLine(key, style)}: ${oneLine(value, style)}`;
  const edit = own
    ? replaced(own, value, style)
    : map.flow
      ? intoBraces(text, map, before, pair)
      : intoBlock(text, map, before, pair, style);
  const expected = withKey(parsed.data, path, key, value);
  return verified(text, [edit], (data) => isDeepStrictEqual(data, expected));
}

type Entry = Pair<Node, Node | null>;

/** From the colon on, so that what was a block can stand in the key's line. */
function replaced({ key, value }: Entry, wanted: Value, style: Style): Edit {
  const [start, end] = [value?.range?.[0] ?? 0, value ? contentEnd(value) : 0];
  const from = key.range?.[1] ?? start;
  const isBlock = value !== null && !isScalar(value) && !(value as YAMLMap).flow;
  if (isBlock || start === end) return { start: from, end, text: `: ${oneLine(wanted, style)}` };
  return { start, end, text: oneLine(wanted, style) };
}

function intoBraces(text: string, map: YAMLMap, before: Entry | undefined, pair: string): Edit {
  const close = (map.range?.[1] ?? 1) - 1;
  if (!before) return insertion(close, text[close - 1] === ' ' ? `${pair} ` : ` ${pair} `);
  return insertion(entryEnd(before), `, ${pair}`);
}

function intoBlock(
  text: string,
  map: YAMLMap,
  before: Entry | undefined,
  pair: string,
  { newline }: Style,
): Edit {
  const place = before ? entryEnd(before) : 0;
  const end = text[place - 1] === '\n' ? place : lineEnd(text, place);
  const line = ' '.repeat(columnOf(text, map.range?.[0] ?? 0)) + pair;
  return text[end - 1] === '\n' ? insertion(end, line + newline) : insertion(end, newline + line);
}

const entryEnd = ({ key, value }: Entry) => contentEnd(value ?? key);

const oneLine = (value: Value, { json }: Style) => (json ? jsonText(value) : flowText(value));

const isKey = ({ key }: Entry, name: string | undefined) => isScalar(key) && key.value === name;

/** The data with the key set; what an alias repeats elsewhere is as it was. */
function withKey(data: unknown, path: Path, key: string, value: Value): unknown {
  const [segment, ...deeper] = path;
  if (segment === undefined) return { ...(data as object), [key]: value };
  const below = (inner: unknown) => withKey(inner, deeper, key, value);
  if (Array.isArray(data)) return data.map((item, at) => (at === segment ? below(item) : item));
  const map = data as Readonly<Record<string, unknown>>;
  return { ...map, [segment]: below(map[segment]) };
}
