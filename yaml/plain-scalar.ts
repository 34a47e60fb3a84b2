/** Whether a value reads the same without quotes whoever reads it: no `yes`, no `1e3`. */
export function isPlain(value: unknown): boolean {
  if (typeof value === 'string') {
    return /^[A-Za-z/][\w./:-]+[\w/-]$|^[1-9]\d*[A-Za-z]{1,2}$/.test(value) && !WORDS.test(value);
  }
  return typeof value === 'boolean' || Number.isSafeInteger(value);
}

/**
 * Whether a text of several words, such as a sentence or a PromQL expression, stands without quotes
 * behind a key or in a list of a line each: nobody takes it for anything but a text.
 */
export const isPlainWords = (value: unknown) =>
  typeof value === 'string' &&
  /^[A-Za-z(][ -~]*[ (][ -~]*[!-,./0-9;-~]$/.test(value) &&
  !/: | #/.test(value);

/** Whether a key stands without quotes, and on the line of its value. */
export const isPlainKey = (key: string) => key.length <= LONGEST_KEY && isPlain(key);

/** Readers look no further than 1024 characters for the colon behind a key. */
const LONGEST_KEY = 1000;

/** Those that YAML 1.1 or 1.2 takes for something else, if they are long enough to be asked for. */
const WORDS = /^(true|yes|off|null|false|e-?\d+)$/i;
