import { SECRET_KEY } from './secret-keys';

/** A key that is followed by a secret, or by one where a file should be, up to the value. */
const KEY = new RegExp(
  `(?:${SECRET_KEY}["']?\\s*[:=]|${SECRET_KEY}_file["']?\\s*:(?!\\s*["']?/))\\s*`,
  'i',
);

/** The name of a variable that has a secret, with what follows it; the value is beside it. */
const VARIABLE =
  /\bname["']?\s*:\s*["']?\w*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|_KEY)\b/i;
const VALUE = /\bvalue["']?\s*:\s*/i;

/** As long as keys, tokens and hashes are, and no name is: Kubernetes labels end at 63. */
const OPAQUE = /[A-Za-z0-9+/_=-]{64,}(\.[A-Za-z0-9+/_=-]+)*/g;

/** What tokens look like that have a form of their own: JSON Web Tokens, and headers with one. */
const TOKEN = /\beyJ[\w-]{8,}(?:\.[\w-]*)*|(?<=\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi;

/** The value of a parameter of a URL. */
const PARAMETER = new RegExp(`(?<=[?&;][\\w.-]*${SECRET_KEY}=)[^&;#\\s"']+`, 'gi');

/** Whoever stands before the host; the digest of an image stands behind a sign of the same kind. */
const USER_INFO =
  /(?<=:\/\/)[^\s/@"']+(?=@)|(?<=["'])[^\s/@"':]+(?=@(?!sha\d))|(?<![\w.-])[\w.-]+:[^\s/@"':]+(?=@(?!sha\d))/g;

/**
 * A line of a file as it may stand in a log: what follows a key of a secret, or stands below one,
 * tokens, user info of URLs and long opaque texts become `…`, of the same width, so that a caret
 * below stays where it was.
 *
 * @param lines - of the file
 * @param index - of the line
 */
export function redactedLine(lines: readonly string[], index: number): string {
  const line = lines[index] ?? '';
  if (isInSecret(lines, index)) return veiled(line);
  const key = KEY.exec(line) ?? valueOfVariable(lines, index);
  const from = key ? key.index + key[0].length : line.length;
  const open = withoutTokens(line.slice(0, from)).replace(OPAQUE, hidden);
  return open + veiled(line.slice(from));
}

/** A message as it may stand in a log: without user info of URLs, their secrets, and tokens. */
export const redactedMessage = (message: string) => withoutTokens(message);

/** A message about what stands under the key of a secret: nothing that it quotes is left. */
export function withoutFound(message: string): string {
  return message
    .replace(/"(?:[^"\\]|\\.)*"?/g, '"…"')
    .replace(/(the (?:number|null value)) \S+?(?=,|$)/g, '$1 …')
    .replace(/(?<= [&*])[^\s,]+/g, '…')
    .replace(/(, write )(?:\[.*\]|\d\S*)/g, '$1…');
}

/** Where the value of such a variable begins, which stands in the same line or the next to it. */
function valueOfVariable(lines: readonly string[], index: number): RegExpExecArray | null {
  const near = [index - 1, index, index + 1].map((at) => lines[at] ?? '');
  return near.some((line) => VARIABLE.test(line)) ? VALUE.exec(near[1] ?? '') : null;
}

/** Whether a line belongs to a value that began above it, below the key of a secret. */
function isInSecret(lines: readonly string[], index: number): boolean {
  let indent = indentOf(lines[index] ?? '');
  // What stands in a list may be no further in than the list's key.
  let isItem = /^\s*-(\s|$)/.test(lines[index] ?? '');
  for (let above = index - 1; above >= 0; above--) {
    const line = lines[above] ?? '';
    if (/^\s*(#.*)?$/.test(line)) continue;
    const isNearest = above === index - 1;
    if (isNearest && OPEN.test(line)) return true;
    const outer = indentOf(line);
    if (outer > indent || (outer === indent && !isItem)) continue;
    if (OPEN.test(line)) return true;
    if (outer === 0 && indent === 0) return false;
    indent = outer;
    isItem = /^\s*-(\s|$)/.test(line);
  }
  return false;
}

/** A line that ends with the key of a secret, or within its value. */
const OPEN = new RegExp(
  `${SECRET_KEY}["']?\\s*:\\s*([|>][-+0-9]*|&\\S+|!\\S*|[[{].*|"(?:[^"\\\\]|\\\\.)*|'[^']*)?\\s*(#.*)?$`,
  'i',
);

const indentOf = (line: string) => /^[\s-]*/.exec(line)?.[0].length ?? 0;

const withoutTokens = (text: string) =>
  text.replace(USER_INFO, hidden).replace(PARAMETER, hidden).replace(TOKEN, hidden);

const hidden = (text: string) => '…'.repeat(text.length);

const veiled = (text: string) => text.replace(/[^\s"',{}[\]]/g, '…');
