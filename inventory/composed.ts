import { type Diagnostic, error, type Path } from '../diagnostics';
import { isMapping } from '../yaml/mapping';
import type { FleetDocument } from './document';
import { wrongType } from './wrong-type';

/** A path of the whole, in the file that has it. */
export interface Origin {
  readonly document: FleetDocument;
  readonly path: Path;
}

/** What a file says that cannot stand beside what others say. */
export interface Clash {
  readonly document: FleetDocument;
  readonly diagnostic: Diagnostic;
}

type Kind = 'list' | 'map';

/** What each file adds to; anything else stands in one of them. */
const ADDED: Readonly<Record<string, Kind | undefined>> = {
  clusters: 'list',
  include: 'list',
  groups: 'map',
};

/** Several files as the one that they make together. */
export class Composed {
  readonly clashes: Clash[] = [];
  /** Keys whose values were of the wrong type, and so are not among the data. */
  readonly refused = new Set<Path[number] | undefined>();
  private readonly whole: Record<string, unknown> = {};
  private readonly owners = new Map<string, FleetDocument>();
  private readonly items = new Map<string, Origin[]>();

  /** @param documents - at least one, without faults */
  constructor(private readonly documents: readonly [FleetDocument, ...FleetDocument[]]) {
    if (documents.length === 1) return;
    for (const document of documents) {
      const { data } = document;
      if (isMapping(data)) {
        for (const [key, value] of Object.entries(data)) this.add(document, key, value);
      } else if (data !== null) this.refuseType(document, [], 'map');
    }
  }

  /** What they say together, which may have any shape. */
  get data(): unknown {
    const [first, ...others] = this.documents;
    return others.length > 0 ? this.whole : first.data;
  }

  /** Where a path is written; what is written nowhere belongs to the first file. */
  origin(path: Path): Origin {
    const [key = '', second = '', ...deeper] = path;
    const items = this.items.get(String(key));
    const item = items?.[typeof second === 'number' ? second : -1];
    if (item) return { document: item.document, path: [...item.path, ...deeper] };
    const owner =
      items?.[0]?.document ?? this.owners.get(keyOf(key, second)) ?? this.owners.get(keyOf(key));
    return { document: owner ?? this.documents[0], path };
  }

  private add(document: FleetDocument, key: string, value: unknown): void {
    const kind = Object.hasOwn(ADDED, key) ? ADDED[key] : undefined;
    if (kind === undefined) {
      if (this.claim(document, [key])) this.whole[key] = value;
    } else if (kind === 'list' && Array.isArray(value)) {
      const list = this.place<unknown[]>(key, []);
      const origins = this.items.get(key) ?? [];
      this.items.set(key, origins);
      for (const [index, item] of value.entries()) {
        list.push(item);
        origins.push({ document, path: [key, index] });
      }
    } else if (kind === 'map' && isMapping(value)) {
      const map = this.place<Record<string, unknown>>(key, {});
      if (!this.owners.has(keyOf(key))) this.owners.set(keyOf(key), document);
      for (const [name, one] of Object.entries(value)) {
        if (this.claim(document, [key, name])) map[name] = one;
      }
    } else this.refuseType(document, [key], kind);
  }

  /** What files add to, which the first of them makes. */
  private place<Value>(key: string, made: Value): Value {
    this.whole[key] ??= made;
    return this.whole[key] as Value;
  }

  private claim(document: FleetDocument, path: Path): boolean {
    const owner = this.owners.get(keyOf(...path));
    if (!owner) {
      this.owners.set(keyOf(...path), document);
      return true;
    }
    const { line, col } = owner.locate(path, 'key');
    const place = `${owner.name}:${line}:${col}`;
    const message =
      path.length > 1
        ? `the group ${JSON.stringify(path.at(-1))} stands at ${place} already, write another name`
        : `\`${path[0]}\` stands in one file only, found it at ${place}, too, leave it out of one`;
    this.clashes.push({ document, diagnostic: error('duplicate-name', path, message) });
    return false;
  }

  private refuseType(document: FleetDocument, path: Path, kind: Kind): void {
    this.refused.add(path[0]);
    const expected = kind === 'list' ? 'array' : 'object';
    const message = wrongType([expected], document.find(path), undefined);
    this.clashes.push({ document, diagnostic: error('wrong-type', path, message) });
  }
}

const keyOf = (...path: Path) => JSON.stringify(path);
