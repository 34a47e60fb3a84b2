import type { Path, Position } from '../diagnostics';
import { positions } from './positions';

/** A JSON document: its data, and where things stand in it. */
export interface ParsedJson {
  readonly data: unknown;
  /** The place of the deepest thing that exists on a path. */
  readonly positionOf: (path: Path) => Position;
}

/** What is no JSON, and from where on. */
export interface BrokenJson {
  readonly at: Position;
  /** The beginning of what stands there; empty at the end. */
  readonly found: string;
}

/**
 * Reads JSON with positions. Not with the library for YAML, which takes a hundred times as long over
 * dashboards as everything else that is done to them; the engine's own reader names no place.
 */
export function parseJson(text: string): ParsedJson | BrokenJson {
  const positionOf = positions(text);
  let root: Place;
  try {
    root = new Places(text).whole();
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const [found = ''] = text.slice(error.offset, error.offset + SHOWN).split('\n');
    return { at: positionOf(error.offset), found };
  }
  return {
    data: JSON.parse(text),
    positionOf: (path) => positionOf(deepest(root, path).offset),
  };
}

/** Characters of what is found. */
const SHOWN = 12;

/** Deeper than any dashboard; what recurses would run out of stack. */
const DEEPEST = 200;

/** Where a value begins, and where those in it do. */
interface Place {
  readonly offset: number;
  readonly below: ReadonlyMap<string | number, Place>;
}

function deepest(place: Place, [segment, ...rest]: Path): Place {
  const inner = segment === undefined ? undefined : place.below.get(segment);
  return inner ? deepest(inner, rest) : place;
}

class Unexpected extends Error {
  constructor(readonly offset: number) {
    super();
  }
}

/** https://www.rfc-editor.org/rfc/rfc8259 */
const STRING = '"(?:[^"\\\\\\u0000-\\u001f]|\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4}))*"';
const NUMBER = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?';
const VALUE = new RegExp(`^(?:[[{]|${STRING}|${NUMBER}|true|false|null)$`);

/** Reads where each value of a JSON text stands. */
class Places {
  private readonly tokens = new RegExp(`${STRING}|${NUMBER}|true|false|null|[{}[\\],:]`, 'y');
  private token = '';
  private offset = 0;

  constructor(private readonly text: string) {
    this.advance();
  }

  whole(): Place {
    const place = this.value(0);
    if (this.offset < this.text.length) throw new Unexpected(this.offset);
    return place;
  }

  private value(depth: number): Place {
    const { token: opening, offset } = this;
    if (!VALUE.test(opening) || depth > DEEPEST) throw new Unexpected(offset);
    this.advance();
    const below = new Map<string | number, Place>();
    if (opening === '{' || opening === '[') this.inside(opening === '{', below, depth + 1);
    return { offset, below };
  }

  /** What stands between brackets, and the closing one. */
  private inside(keyed: boolean, below: Map<string | number, Place>, depth: number): void {
    const closing = keyed ? '}' : ']';
    while (this.token !== closing) {
      if (below.size > 0) this.take(',');
      const key = keyed ? this.key() : below.size;
      below.set(key, this.value(depth));
    }
    this.advance();
  }

  private key(): string {
    const { token } = this;
    if (!token.startsWith('"')) throw new Unexpected(this.offset);
    this.advance();
    this.take(':');
    return String(JSON.parse(token));
  }

  private take(expected: string): void {
    if (this.token !== expected) throw new Unexpected(this.offset);
    this.advance();
  }

  /** Goes on to the next token; what is none is left where it stands. */
  private advance(): void {
    this.offset += this.token.length;
    while (' \t\n\r'.includes(this.text[this.offset] ?? '-')) this.offset += 1;
    this.tokens.lastIndex = this.offset;
    this.token = this.tokens.exec(this.text)?.[0] ?? '';
  }
}
