import { stringify } from 'yaml';

/** Texts of values seen before: most objects of a fleet are equal in all of its clusters. */
const texts = new Map<string, string>();
let remembered = 0;

/** Characters of values and texts that are remembered at most. */
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
    .map(([key, value]) => textOf({ [key]: value }))
    .join('');
}

/** The YAML of a list of mappings, `indent` before each line; their keys are remembered likewise. */
export function yamlItems(items: readonly object[], indent = ''): string {
  const texts = items.map((item) => yamlText(item).trimEnd().replaceAll('\n', `\n${indent}  `));
  return texts.map((text) => `${indent}- ${text}\n`).join('');
}

function textOf(value: object): string {
  const key = JSON.stringify(value);
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
  remembered += key.length + text.length;
  if (remembered > MEMORY) {
    // What differs from cluster to cluster fills the memory; what they share is soon back.
    texts.clear();
    remembered = key.length + text.length;
  }
  texts.set(key, text);
  return text;
}
