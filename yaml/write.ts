import { stringify } from 'yaml';
import { filesText, indented, isFiles } from './files';
import { isMisread, quotedText } from './misread';
import { PlainKeys } from './plain-keys';
import { isPlain, isPlainKey, isPlainWords } from './plain-scalar';

/** Characters that are remembered at most. */
const MEMORY = 8_000_000;

/** Keys that are remembered at most. */
const MOST_KEYS = 1000;

/** The YAML of a mapping: block style, long lines left whole, keys in the order given. */
export function yamlText(mapping: object): string {
  return new YamlWriter().mapping(mapping);
}

/**
 * Writes YAML that readers of 1.1 and of 1.2 take for the same data.
 *
 * Turning values into YAML is most of the cost of a synthesis. So what is plain is put together
 * here, and the library sees only the values that may need quotes or escapes, each once: a writer
 * remembers what it wrote, and is dropped with its memory.
 */
export class YamlWriter {
  private readonly keys = new PlainKeys();
  private readonly texts = new Map<string, string>();
  private readonly plainKeys = new Map<string, boolean>();
  private characters = 0;

  /**
   * The YAML of a mapping: block style, long lines left whole, keys in the order given.
   *
   * @param lead - what stands before the first line instead of its indentation
   */
  mapping(mapping: object, indent = '', lead = indent): string {
    let text = '';
    for (const [key, value] of Object.entries(mapping)) {
      if (value !== undefined) text += this.entry(key, value, indent, text === '' ? lead : indent);
    }
    return text;
  }

  /** The YAML of a list of mappings. */
  items(items: readonly object[], indent = ''): string {
    return items.map((item) => this.item(item, indent)).join('');
  }

  /** What `make` returned for an equal `source` (a mapping) before, or returns now. */
  remembered(source: object, make: () => string): string {
    const key = this.keys.of(source);
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    const text = make();
    this.characters += key.length + text.length;
    if (this.characters > MEMORY) {
      // What differs from cluster to cluster fills the memory; what they share is soon back.
      this.texts.clear();
      this.characters = key.length + text.length;
    }
    this.texts.set(key, text);
    return text;
  }

  private entry(key: string, value: unknown, indent: string, lead: string): string {
    const deeper = `${indent}  `;
    if (this.isPlainKey(key)) {
      if (isPlain(value) || isPlainWords(value)) return `${lead}${key}: ${value}\n`;
      if (isFiles(value)) return `${lead}${key}:\n${filesText(value, deeper)}`;
      if (isMapping(value)) return `${lead}${key}:\n${this.mapping(value, deeper)}`;
      if (isComposable(value)) {
        return `${lead}${key}:\n${value.map((item) => this.item(item, deeper)).join('')}`;
      }
    }
    return indented(this.ofLibrary({ [key]: value }), indent, lead);
  }

  private item(item: unknown, indent: string): string {
    if (!isMapping(item)) return `${indent}- ${item}\n`;
    return this.mapping(item, `${indent}  `, `${indent}- `);
  }

  /** The same few keys come with every cluster. */
  private isPlainKey(key: string): boolean {
    const known = this.plainKeys.get(key);
    if (known !== undefined) return known;
    const plain = isPlainKey(key);
    if (this.plainKeys.size >= MOST_KEYS) this.plainKeys.clear();
    this.plainKeys.set(key, plain);
    return plain;
  }

  private ofLibrary(value: object): string {
    return this.remembered(value, () =>
      isMisread(value)
        ? quotedText(value)
        : stringify(value, { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false }),
    );
  }
}

/** Whether every item of a list can be put together here; an empty list cannot. */
function isComposable(value: unknown): value is readonly unknown[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => isMapping(item) || isPlain(item))
  );
}

function isMapping(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).some((inner) => inner !== undefined)
  );
}
