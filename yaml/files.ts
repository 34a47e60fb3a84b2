import { UNWRITABLE } from './plain';
import { isPlainKey } from './plain-scalar';

type Files = Readonly<Record<string, string>>;

/** Whether a value is the data of a ConfigMap: file names, and texts that need no escapes. */
export function isFiles(value: unknown): value is Files {
  if (typeof value !== 'object' || value === null) return false;
  // Most mappings are none, which their keys tell.
  const names = Object.keys(value);
  if (names.length === 0 || !names.every(isFileName)) return false;
  return Object.values(value).every(isBlock);
}

/** The library looks at every character of a text several times; here each is copied once. */
export function filesText(files: Files, indent: string): string {
  return Object.entries(files)
    .map(([name, text]) => `${indent}${name}: |\n${indented(text, `${indent}  `)}`)
    .join('');
}

/** Whether a file's text can stand below its name. */
export const isFileName = (name: string) => /^[a-z][\w-]*\.[\w.-]+$/.test(name) && isPlainKey(name);

/** Whether a text can stand there as it is; two of them can stand there one after the other. */
export const isBlock = (text: unknown): text is string =>
  typeof text === 'string' && /^\S.*[^\n]\n$/s.test(text) && !UNWRITABLE.test(text);

/**
 * A text with `indent` before every line but blank ones.
 *
 * @param lead - what stands before the first line instead
 */
export function indented(text: string, indent: string, lead = indent): string {
  return lead + text.replaceAll(/\n(?=[^\n])/g, `\n${indent}`);
}
