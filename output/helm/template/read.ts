import { parse } from 'yaml';
import { keptIn } from './kept-yaml';
import type { Example, Marks, Scope } from './marks';
import { type Part, type Piece, pieceKey, type Tree, Trees } from './tree';

/** Where a text may be cut: what is listed in it stands between these. */
export const BETWEEN_WORDS = /(?=[|,)"])/;

/**
 * Reads what is rendered with marks into trees.
 *
 * A list is shown with two examples. What has marks of only the first is what is repeated; what has
 * those of only the second has to be equal, and is left out.
 */
export class Reader {
  readonly trees = new Trees();
  /** What examples have in common is read once, and most of it is the same object in them. */
  private readonly known = new Map<string, Tree>();
  private readonly ofObjects = new WeakMap<object, Tree>();

  constructor(private readonly marks: Marks) {}

  /** The tree of JSON data, some texts of which may be files. */
  tree(value: unknown, open: readonly Scope[] = []): Tree {
    if (typeof value === 'object' && value !== null) {
      if (open.length > 0) return this.once(value, open);
      const tree = this.ofObjects.get(value) ?? this.once(value, open);
      this.ofObjects.set(value, tree);
      return tree;
    }
    if (typeof value === 'string') return this.text(value, open);
    return this.trees.scalar(value as number | boolean | null);
  }

  private once(value: object, open: readonly Scope[]): Tree {
    const key = open.map(({ range }) => `${range}\n`).join('') + JSON.stringify(value);
    const known = this.known.get(key);
    if (known) return known;
    const tree = Array.isArray(value) ? this.list(value, open) : this.mapping(value, open);
    this.known.set(key, tree);
    return tree;
  }

  private list(items: readonly unknown[], open: readonly Scope[]): Tree {
    const parts = this.parts(
      items.filter((item) => item !== undefined),
      (item) => JSON.stringify(item),
      open,
      (item, inner) => this.tree(item, inner),
      ({ key }) => key,
    );
    return this.trees.list(parts);
  }

  private mapping(mapping: object, open: readonly Scope[]): Tree {
    const given = Object.entries(mapping).filter(([, value]) => value !== undefined);
    const parts = this.parts(
      given,
      (entry) => JSON.stringify(entry),
      open,
      ([name, value], inner) => ({ name, value: this.entry(name, value, inner) }),
      ({ name, value }) => JSON.stringify([name, value.key]),
    );
    return this.trees.mapping(
      new Map(parts.map(({ each, value: { name, value } }) => [name, { each, value }])),
    );
  }

  private entry(name: string, value: unknown, open: readonly Scope[]): Tree {
    if (typeof value !== 'string') return this.tree(value, open);
    const kept = keptIn(value);
    if (kept) return this.document(kept, open);
    if (!/\.ya?ml$/.test(name)) return this.text(value, open);
    return this.document([{ indent: '', value: parse(value) }], open);
  }

  private document(pieces: readonly Piece<object>[], open: readonly Scope[]): Tree {
    const parts = this.parts(
      pieces,
      (piece) => JSON.stringify(piece),
      open,
      (piece, inner): Piece<Tree> =>
        typeof piece === 'string' ? piece : { ...piece, value: this.tree(piece.value, inner) },
      pieceKey,
    );
    return this.trees.document(parts);
  }

  private text(text: string, open: readonly Scope[]): Tree {
    if (this.examples(text, open).size === 0) return this.trees.scalar(text);
    const words = this.parts(
      text.split(BETWEEN_WORDS),
      (word) => word,
      open,
      (word) => word,
      (word) => word,
    );
    return this.trees.text(words);
  }

  /** The parts of something, those of a list once. */
  private parts<Given, Value>(
    given: readonly Given[],
    textOf: (given: Given) => string,
    open: readonly Scope[],
    read: (given: Given, open: readonly Scope[]) => Value,
    keyOf: (value: Value) => string,
  ): Part<Value>[] {
    const parts: Part<Value>[] = [];
    const firsts = new Set<string>();
    const seconds: { readonly key: string; readonly text: string; readonly scope: Scope }[] = [];
    const keyIn = (scope: Scope, value: Value) => `${scope.range} ${keyOf(value)}`;
    for (const one of given) {
      const { scope, example } = this.opened(textOf(one), open) ?? {};
      const inner = scope ? [...open, scope] : open;
      if (!scope) parts.push({ value: read(one, inner) });
      else if (example === 'first') {
        const value = read(one, inner);
        const key = keyIn(scope, value);
        if (!firsts.has(key)) parts.push({ each: scope, value });
        firsts.add(key);
      } else {
        const text = textOf(one);
        const asFirst = read(JSON.parse(this.marks.asFirst(JSON.stringify(one), scope)), inner);
        seconds.push({ key: keyIn(scope, asFirst), text, scope });
      }
    }
    for (const { key, text, scope } of seconds) {
      if (firsts.has(key)) continue;
      throw new Error(`each of "${scope.range}" gives something else: ${text}`);
    }
    return parts;
  }

  /** The scope that something is one round of, and of which of its examples. */
  private opened(text: string, open: readonly Scope[]) {
    const single = [...this.examples(text, open)].filter(([, examples]) => examples.size === 1);
    const outer = single.find(([scope]) => !single.some(([other]) => scope.inside?.has(other)));
    if (!outer) return undefined;
    const [scope, examples] = outer;
    const [example = 'first'] = examples;
    return { scope, example };
  }

  private examples(text: string, open: readonly Scope[]): Map<Scope, Set<Example>> {
    const seen = this.marks.scopes(text);
    for (const scope of open) seen.delete(scope);
    return seen;
  }
}
