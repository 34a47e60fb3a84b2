import { stringify } from 'yaml';

/** Texts made before, by what they were made from: clusters have most of theirs in common. */
const texts = new Map<string, string>();
let characters = 0;

/** Characters that are remembered at most. */
const MEMORY = 8_000_000;

/**
 * The YAML of a mapping: block style, long lines left whole, keys in the order given.
 *
 * Turning values into YAML is most of the cost of a synthesis, and clusters differ in a few of
 * them: so every key's text is put together from those of the keys below it and remembered, and
 * the library sees only what is new and not plain.
 */
export function yamlText(mapping: object): string {
  return Object.entries(mapping)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => keyText(key, value))
    .join('');
}

/** The YAML of a list of mappings, `indent` before each line. */
export function yamlItems(items: readonly object[], indent = ''): string {
  return items.map((item) => `${indent}- ${indented(yamlText(item), `${indent}  `)}`).join('');
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

function keyText(key: string, value: unknown): string {
  if (isFiles(value)) return filesText(key, value);
  if (isPlain(key) && isPlain(value)) return `${key}: ${value}\n`;
  return remembered({ [key]: value }, () => composed(key, value));
}

function composed(key: string, value: unknown): string {
  if (isPlain(key) && isMapping(value)) return `${key}:\n  ${indented(yamlText(value), '  ')}`;
  if (isPlain(key) && Array.isArray(value) && value.length > 0 && value.every(isMapping)) {
    return `${key}:\n${yamlItems(value, '  ')}`;
  }
  return stringify({ [key]: value }, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Whether a value reads the same in YAML whatever the reader's version of it: no `yes`, no `1e3`. */
function isPlain(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^[A-Za-z/][\w./-]{2,}$/.test(value) &&
    !/^(true|yes|off|null|false)$/i.test(value)
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

/** A text with `indent` before every line but the first and the blank ones. */
function indented(text: string, indent: string): string {
  return text.replaceAll(/\n(?=[^\n])/g, `\n${indent}`);
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
function filesText(key: string, files: Files): string {
  const blocks = Object.entries(files).map(
    ([name, text]) => `  ${name}: |\n    ${indented(text, '    ')}`,
  );
  return `${key}:\n${blocks.join('')}`;
}
