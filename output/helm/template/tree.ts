import type { Scope } from './marks';

/** What is rendered, as data: of one example, with marks for settings. */
export type Tree = Scalar | Text | List | Mapping | Document;

/** A text without parts, a number, a switch or nothing. */
export interface Scalar {
  readonly is: 'scalar';
  readonly key: string;
  readonly value: string | number | boolean | null;
}

/** A text some words of which are repeated. */
export interface Text {
  readonly is: 'text';
  readonly key: string;
  readonly words: readonly Part<string>[];
}

export interface List {
  readonly is: 'list';
  readonly key: string;
  readonly items: readonly Part<Tree>[];
}

export interface Mapping {
  readonly is: 'mapping';
  readonly key: string;
  readonly entries: ReadonlyMap<string, Part<Tree>>;
}

/** The text of a file. */
export interface Document {
  readonly is: 'document';
  readonly key: string;
  readonly pieces: readonly Part<Piece<Tree>>[];
}

/** A piece of a file: lines that stand as they are, or data, indented. */
export type Piece<Value> = string | { readonly indent: string; readonly value: Value };

/** Something that stands once, or once for each of a list. */
export interface Part<Value> {
  readonly each?: Scope | undefined;
  readonly value: Value;
}

/** A piece as one text, equal for equal ones. */
export const pieceKey = (piece: Piece<Tree>) =>
  JSON.stringify(typeof piece === 'string' ? piece : [piece.indent, piece.value.key]);

/** Makes trees, equal ones as the same object. */
export class Trees {
  private readonly known = new Map<string, Tree>();
  private readonly scopes = new Map<Scope, number>();

  scalar(value: Scalar['value']): Tree {
    return this.once(`s${JSON.stringify(value)}`, (key) => ({ is: 'scalar', key, value }));
  }

  text(words: readonly Part<string>[]): Tree {
    const keys = words.map((word) => this.part(word, JSON.stringify(word.value)));
    return this.once(`t(${keys.join()})`, (key) => ({ is: 'text', key, words }));
  }

  list(items: readonly Part<Tree>[]): Tree {
    const keys = items.map((item) => this.part(item, item.value.key));
    return this.once(`[${keys.join()}]`, (key) => ({ is: 'list', key, items }));
  }

  mapping(entries: ReadonlyMap<string, Part<Tree>>): Tree {
    const keys = [...entries].map(
      ([name, entry]) => `${JSON.stringify(name)}:${this.part(entry, entry.value.key)}`,
    );
    return this.once(`{${keys.join()}}`, (key) => ({ is: 'mapping', key, entries }));
  }

  document(pieces: readonly Part<Piece<Tree>>[]): Tree {
    const keys = pieces.map((piece) => this.part(piece, pieceKey(piece.value)));
    return this.once(`d(${keys.join()})`, (key) => ({ is: 'document', key, pieces }));
  }

  private part({ each }: Part<unknown>, key: string): string {
    if (!each) return key;
    const number = this.scopes.get(each) ?? this.scopes.size;
    this.scopes.set(each, number);
    return `each${number} ${key}`;
  }

  /** Trees of what is equal are one, so that a number is enough to tell them apart. */
  private once(text: string, make: (key: string) => Tree): Tree {
    const known = this.known.get(text);
    if (known) return known;
    const tree = make(String(this.known.size));
    this.known.set(text, tree);
    return tree;
  }
}
