import { stringify } from 'yaml';
import { UNWRITABLE } from './plain';

/**
 * Texts that some reader misreads the way the library writes them: it knows what the two versions
 * of YAML say, and not all that their readers do. kubectl and Prometheus read with go-yaml.
 */
const MISREAD: readonly RegExp[] = [
  // Control characters, which go-yaml refuses, and what is the end of a line in YAML 1.1 alone.
  UNWRITABLE,
  // go-yaml leaves out any `_` and reads the rest as Go would: `0B1`, `0O7`, `0X1F`, `1_.5`, `-_1`.
  /^[-+_]*0_*[box][\da-f_+-]+$/i,
  /^[-+.\d][\d.e+-]*_[\d._e+-]*$/i,
  // What stands for the map around it in YAML 1.1.
  /^=$/,
  // Blocks that begin with a tab, or have nothing but white space to take their indentation from.
  /^\s*\t|^\s+$/,
  // Not every reader has a tab inside plain text.
  /^[^\n]*\t[^\n]*$/,
];

/** Whether a value is, or has in it, a text that the library would not write for every reader. */
export function isMisread(value: unknown): boolean {
  if (typeof value === 'string') return MISREAD.some((pattern) => pattern.test(value));
  return keys(value).some(isMisread) || values(value).some(isMisread);
}

/** The YAML of a mapping with every text in double quotes, where nothing can be misread. */
export function quotedText(mapping: object): string {
  const text = stringify(mapping, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: hasMisreadKey(mapping) ? 'QUOTE_DOUBLE' : 'PLAIN',
    doubleQuotedAsJSON: true,
    compat: 'yaml-1.1',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return escapeUnwritable(text);
}

/** Text in double quotes, without characters that readers refuse in a file. */
export const escapeUnwritable = (quoted: string): string =>
  quoted.replace(EVERY_UNWRITABLE, escaped);

const hasMisreadKey = (value: unknown): boolean =>
  keys(value).some(isMisread) || values(value).some(hasMisreadKey);

const keys = (value: unknown) => (isCollection(value) ? Object.keys(value) : []);

const values = (value: unknown): unknown[] => (isCollection(value) ? Object.values(value) : []);

const isCollection = (value: unknown) => typeof value === 'object' && value !== null;

const EVERY_UNWRITABLE = new RegExp(UNWRITABLE, 'gu');

const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
