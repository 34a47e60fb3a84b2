import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Path } from '../diagnostics';
import type { Parsed } from './parse';
import { isMergeKey } from './plain';

/** The deepest thing that exists on a path. */
export interface Found {
  /** Whether the whole path exists. */
  readonly complete: boolean;
  readonly offset: number;
  /** Offset of the key the node stands under. */
  readonly keyOffset: number;
  /** What stands there; for an alias, what it names. */
  readonly node: Node | null;
}

/**
 * Follows a path as far as it exists: through aliases to where their values are written, and
 * through `<<` to the map that a key came from.
 */
export function find({ document, targets }: Parsed, path: Path): Found {
  const root = document.contents as Node | null;
  const top = start(root) ?? 0;
  let found: Found = { complete: true, offset: top, keyOffset: top, node: root };
  for (const segment of path) {
    const step = child(found.node, segment, targets);
    if (!step) return { ...found, complete: false };
    const keyOffset = start(step.key) ?? start(step.value) ?? found.offset;
    const offset = isNothing(step.value) ? keyOffset : (start(step.value) ?? keyOffset);
    found = { complete: true, offset, keyOffset, node: resolve(step.value, targets) };
  }
  return found;
}

/**
 * Finds what stands at the top of a document after the document is gone: the offset of its root,
 * and of the value of each of its keys; nothing for a path that leads deeper.
 */
export function topOffsets(parsed: Parsed): (path: Path) => number | undefined {
  const root = find(parsed, []).offset;
  const keys = Object.keys((parsed.data ?? {}) as object);
  const offsets = new Map<Path[0] | undefined, number>();
  for (const key of keys) offsets.set(key, find(parsed, [key]).offset);
  return ([key, ...deeper]) => (deeper.length > 0 ? undefined : (offsets.get(key) ?? root));
}

/** Whether a null is written out; behind the colon of `key:` there is one as well. */
export const isWrittenNull = ({ node }: Found) => node !== null && !isNothing(node) && isNull(node);

const isNull = (node: Node) => isScalar(node) && node.value === null;

type Targets = ReadonlyMap<Alias, Node>;
type Step = { readonly key: Node | null; readonly value: Node | null };

function child(node: Node | null, segment: string | number, targets: Targets): Step | undefined {
  if (isSeq(node)) {
    const value = typeof segment === 'number' ? node.items[segment] : undefined;
    return value === undefined ? undefined : { key: null, value: value as Node };
  }
  if (!isMap(node)) return undefined;
  const pairs = node.items as Pair<Node, Node | null>[];
  const own = pairs.find(({ key }) => isScalar(key) && key.value === segment && !isMergeKey(key));
  if (own) return own;
  for (const { key, value } of pairs) {
    if (!isMergeKey(key)) continue;
    const merged = resolve(value, targets);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const step = child(resolve(source as Node | null, targets), segment, targets);
      if (step) return step;
    }
  }
  return undefined;
}

const resolve = (node: Node | null, targets: Targets): Node | null =>
  isAlias(node) ? (targets.get(node) ?? null) : node;

const start = (node: Node | null) => node?.range?.[0];

/** `key:` with no value has an empty node after the colon, where nobody would look. */
const isNothing = (node: Node | null) =>
  !node || (isScalar(node) && node.value === null && !node.source);
