import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import type { Path } from '../diagnostics';

/** Something wrong with the YAML itself. */
export interface Fault {
  readonly offset: number;
  readonly path: Path;
  readonly message: string;
}

/** How many nodes aliases may add: 10,000 clusters sharing 100 settings pass, a bomb does not. */
const MOST_ALIASED = 1_000_000;

/**
 * Control characters, line ends that only some parsers take for such, and half characters: what is
 * rendered is read by other YAML parsers than ours.
 */
export const UNWRITABLE = /[^\P{Cc}\t\n]|[\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/u;

/** What `toPlain` makes of a document. */
export interface Plain {
  readonly data: unknown;
  readonly faults: readonly Fault[];
  readonly targets: ReadonlyMap<Alias, Node>;
}

/**
 * Turns a document into plain data, keys checked. Aliases share one value and are counted as if
 * they were copies; `<<` merges.
 */
export function toPlain(document: Document): Plain {
  const plain = new Conversion();
  const data = plain.convert(document.contents as Node | null);
  return { data, faults: plain.faults, targets: plain.targets };
}

interface Anchored {
  readonly node: Node;
  readonly value: unknown;
  readonly size: number;
}

class Conversion {
  readonly faults: Fault[] = [];
  readonly targets = new Map<Alias, Node>();
  private readonly anchors = new Map<string, Anchored | 'unfinished'>();
  private readonly path: (string | number)[] = [];
  private size = 0;
  private aliased = 0;

  convert(node: Node | null | undefined): unknown {
    if (!node) return null;
    if (isAlias(node)) return this.alias(node);
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor !== undefined) this.anchors.set(anchor, 'unfinished');
    const before = this.size++;
    const value = this.value(node);
    if (anchor !== undefined) {
      this.anchors.set(anchor, { node, value, size: this.size - before });
    }
    return value;
  }

  private value(node: Node): unknown {
    if (isMap(node)) return this.map(node.items as Pair<Node, Node | null>[]);
    if (isSeq(node)) return node.items.map((item, index) => this.below(index, item as Node));
    return isScalar(node) ? this.scalar(node) : null;
  }

  private scalar(node: Scalar): unknown {
    const char = typeof node.value === 'string' ? UNWRITABLE.exec(node.value)?.[0] : undefined;
    if (char === undefined) return node.value;
    const name = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return this.fault(node, `a character that cannot be seen, found U+${name}, leave it out`);
  }

  private map(pairs: readonly Pair<Node, Node | null>[]): unknown {
    const map: Record<string, unknown> = {};
    const merges: Pair<Node, Node | null>[] = [];
    for (const pair of pairs) {
      const key = this.key(pair.key);
      if (key === undefined) continue;
      if (isMergeKey(pair.key)) {
        merges.push(pair);
      } else if (Object.hasOwn(map, key)) {
        this.fault(pair.key, `the key \`${key}\` stands here a second time, write it once`);
      } else {
        map[key] = this.below(key, pair.value);
      }
    }
    for (const { key, value } of merges) this.merge(map, key, value);
    return map;
  }

  private key(node: Node): string | undefined {
    if (!isScalar(node)) {
      this.fault(node, 'a key is not text, found a list, a map or an alias, write plain text');
      return undefined;
    }
    const { value, source } = node;
    if (typeof value !== 'string') {
      const found = source === undefined || source === '' ? 'nothing' : source;
      this.fault(node, `a key is not text, found ${found}, write "${found}" in quotes`);
      return undefined;
    }
    if (this.scalar(node) === null) return undefined;
    if (value === '__proto__') {
      this.fault(node, 'the key `__proto__` has no meaning here, leave it out');
      return undefined;
    }
    return value;
  }

  private merge(map: Record<string, unknown>, key: Node, node: Node | null): void {
    const merged = this.below('<<', node);
    for (const source of Array.isArray(merged) ? merged : [merged]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        this.fault(node ?? key, '<< merges maps only, write an alias of a map');
      } else {
        for (const [name, value] of Object.entries(source)) {
          if (!Object.hasOwn(map, name)) map[name] = value;
        }
      }
    }
  }

  private alias(node: Alias): unknown {
    const anchored = this.anchors.get(node.source);
    if (anchored === undefined) {
      return this.fault(
        node,
        `no anchor &${node.source} stands above, write one or the value itself`,
      );
    }
    if (anchored === 'unfinished') {
      return this.fault(
        node,
        `*${node.source} stands inside the value it names, write the value itself`,
      );
    }
    this.targets.set(node, anchored.node);
    this.size += anchored.size;
    this.aliased += anchored.size;
    if (this.aliased > MOST_ALIASED) {
      if (this.aliased - anchored.size <= MOST_ALIASED) {
        this.fault(node, `aliases repeat more than ${MOST_ALIASED} values, write fewer of them`);
      }
      return null;
    }
    return anchored.value;
  }

  private below(segment: string | number, node: Node | null): unknown {
    this.path.push(segment);
    const value = this.convert(node);
    this.path.pop();
    return value;
  }

  private fault(node: Node, message: string): null {
    this.faults.push({ offset: node.range?.[0] ?? 0, path: [...this.path], message });
    return null;
  }
}

/** Only the plain `<<` merges; `"<<"` is a key like any other. */
export const isMergeKey = (key: unknown) =>
  isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
