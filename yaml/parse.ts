import { type Alias, Composer, type CST, Document, Lexer, type Node, Parser } from 'yaml';
import type { Position } from '../diagnostics';
import { type Fault, toPlain } from './plain';
import { positions } from './positions';

/** A parsed YAML document, the plain data in it, and the way back from one to the other. */
export interface Parsed {
  readonly document: Document;
  readonly data: unknown;
  readonly faults: readonly Fault[];
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly positionOf: (offset: number) => Position;
}

/** Parses YAML 1.2 (core schema) and finds everything that is wrong with it. */
export function parseYaml(text: string): Parsed {
  const positionOf = positions(text);
  const nothing = { document: new Document(), data: undefined, targets: new Map(), positionOf };
  let documents: Document[];
  try {
    documents = compose(text);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    const message = `nested too deeply, write at most ${DEEPEST} levels`;
    return { ...nothing, faults: [{ offset: error.offset, path: [], message }] };
  }
  const faults = documents.slice(0, 2).flatMap((document, index) => {
    const second = { code: 'MULTIPLE_DOCS', message: '', pos: document.range ?? [0] };
    const found = index > 0 ? [second] : [...document.errors, ...document.warnings];
    return found.map(({ code, message, pos }) => ({
      offset: pos[0],
      path: [],
      message: SAID_BETTER[code] ?? unclosed(message) ?? firstLower(message),
    }));
  });
  const [document] = documents;
  // After a syntax error the tree is a guess, and what it holds would only be noise.
  if (faults.length > 0 || !document) return { ...nothing, faults };
  return { document, positionOf, ...toPlain(document) };
}

/** No fleet file nests deeper than a dozen levels; yaml recurses, and would run out of stack. */
const DEEPEST = 100;

class TooDeep extends Error {
  constructor(readonly offset: number) {
    super();
  }
}

/** What `parseDocument` does, stopping where it gets too deep. */
function compose(text: string): Document[] {
  // Keys are checked for duplicates in toPlain: yaml compares every pair of keys.
  const composer = new Composer({ prettyErrors: false, schema: 'core', uniqueKeys: false });
  return [...composer.compose(tokens(text), true, text.length)] as Document[];
}

function* tokens(text: string): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > DEEPEST) throw new TooDeep(parser.offset);
  }
  yield* parser.end();
}

const SAID_BETTER: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a second document begins here, write one document only',
  TAB_AS_INDENT: 'a tab does not indent in YAML, write spaces',
  TAG_RESOLVE_FAILED: 'tags such as !env have no meaning here, write the value without one',
  BLOCK_AS_IMPLICIT_KEY:
    'a second key on the same line, write it on a line of its own or put the value in quotes',
};

function unclosed(message: string): string | undefined {
  const [, kind] = /^Flow (map|sequence) in block collection/.exec(message) ?? [];
  return kind && `the ${kind === 'map' ? '{ has no }' : '[ has no ]'} before this, write it`;
}

const firstLower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
