import { stringify } from 'yaml';

/** Texts made before, by what they were made from: clusters have most of theirs in common. */
const texts = new Map<string, string>();
let characters = 0;

/** Characters that are remembered at most. */
const MEMORY = 8_000_000;

/**
 * The YAML of a mapping: block style, long lines left whole, keys in the order given.
 *
 * Every top-level key is turned into text by itself and remembered, since turning values into
 * YAML is most of the cost of a synthesis and clusters differ in a key or two.
 */
export function yamlText(mapping: object): string {
  return Object.entries(mapping)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => keyText(key, value))
    .join('');
}

/** The YAML of a list of mappings, `indent` before each line; their keys are remembered likewise. */
export function yamlItems(items: readonly object[], indent = ''): string {
  const texts = items.map((item) => yamlText(item).trimEnd().replaceAll('\n', `\n${indent}  `));
  return texts.map((text) => `${indent}- ${text}\n`).join('');
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
  const mapping = { [key]: value };
  return remembered(mapping, () =>
    stringify(mapping, { lineWidth: 0, aliasDuplicateObjects: false }),
  );
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
    ([name, text]) => `  ${name}: |\n    ${text.replaceAll(/\n(?=[^\n])/g, '\n    ')}`,
  );
  return `${key}:\n${blocks.join('')}`;
}
