import { stringify } from 'yaml';

/** Texts made before, by what they were made from: clusters have most of theirs in common. */
const texts = new Map<string, string>();
let characters = 0;

/** Characters that are remembered at most. */
const MEMORY = 8_000_000;

/**
 * The YAML of a mapping: block style, long lines left whole, keys in the order given.
 *
 * Turning values into YAML is most of the cost of a synthesis. So what is plain is put together
 * here, and the library sees only the values that may need quotes or escapes, each once.
 */
export function yamlText(mapping: object, indent = ''): string {
  let text = '';
  for (const [key, value] of Object.entries(mapping)) {
    if (value !== undefined) text += keyText(key, value, indent);
  }
  return text;
}

/** The YAML of a list of mappings. */
export function yamlItems(items: readonly object[], indent = ''): string {
  return items.map((item) => itemText(item, indent)).join('');
}

/** What `make` returned for an equal `source` (plain data) before, or returns now. */
export function remembered(source: unknown, make: () => string): string {
  const key = JSON.stringify(source);
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = make();
  characters += key.length + text.length;
  if (characters > MEMORY) {
    // What differs from cluster to cluster fills the memory; what they share is soon back.
    texts.clear();
    characters = key.length + text.length;
  }
  texts.set(key, text);
  return text;
}

function keyText(key: string, value: unknown, indent: string): string {
  const deeper = `${indent}  `;
  if (isPlain(key)) {
    if (isPlain(value)) return `${indent}${key}: ${value}\n`;
    if (isFiles(value)) return `${indent}${key}:\n${filesText(value, deeper)}`;
    if (isMapping(value)) return `${indent}${key}:\n${yamlText(value, deeper)}`;
    if (isComposable(value)) {
      return `${indent}${key}:\n${value.map((item) => itemText(item, deeper)).join('')}`;
    }
  }
  return indented(libraryText({ [key]: value }), indent);
}

function itemText(item: unknown, indent: string): string {
  if (!isMapping(item)) return `${indent}- ${item}\n`;
  return `${indent}- ${yamlText(item, `${indent}  `).slice(indent.length + 2)}`;
}

function libraryText(value: object): string {
  return remembered(value, () => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }));
}

/** Whether a value reads the same without quotes whoever reads it: no `yes`, no `1e3`. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') {
    return /^[A-Za-z/][\w./:-]+[\w/-]$|^[1-9]\d*[A-Za-z]{1,2}$/.test(value) && !WORDS.test(value);
  }
  return typeof value === 'boolean' || Number.isSafeInteger(value);
}

const WORDS = /^(true|yes|off|null|false)$/i;

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

/** A text with `indent` before every line but blank ones. */
function indented(text: string, indent: string): string {
  return indent + text.replaceAll(/\n(?=[^\n])/g, `\n${indent}`);
}

type Files = Readonly<Record<string, string>>;

/** Whether a value is the data of a ConfigMap: file names, and texts that need no escapes. */
function isFiles(value: unknown): value is Files {
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([name, text]) => isFile(name, text));
}

function isFile(name: string, text: unknown): boolean {
  return (
    /^[a-z][\w-]*\.[\w.-]+$/.test(name) &&
    typeof text === 'string' &&
    /^\S[^\r]*[^\n]\n$/s.test(text)
  );
}

/** The library looks at every character of a text several times; here each is copied once. */
function filesText(files: Files, indent: string): string {
  return Object.entries(files)
    .map(([name, text]) => `${indent}${name}: |\n${indented(text, `${indent}  `)}`)
    .join('');
}
