/** What is wrong with a regular expression. */
export class RegexError extends Error {}

const POSIX =
  /^\[:\^?(alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;

/** Steps over a class such as `[^a-z\d[:alpha:]]`; returns where it ends. */
export function skipClass(text: string, start: number): number {
  let at = start + (text[start + 1] === '^' ? 2 : 1);
  for (let first = true; first || text[at] !== ']'; first = false) {
    if (at >= text.length) throw new RegexError('a [ is not closed');
    const posix = POSIX.exec(text.slice(at, at + 14));
    if (posix) {
      at += posix[0].length;
      continue;
    }
    if (/^\[:.*?:\]/s.test(text.slice(at)))
      throw new RegexError(`unknown class ${quote(text, at)}`);
    if (/^\\[dDsSwWpP]/.test(text.slice(at, at + 2))) {
      at = skipEscape(text, at, 'class');
      continue;
    }
    at = skipRange(text, at);
  }
  return at + 1;
}

function skipRange(text: string, start: number): number {
  const low = classChar(text, start);
  if (text[low.end] !== '-' || text[low.end + 1] === ']' || low.end + 1 >= text.length)
    return low.end;
  const high = classChar(text, low.end + 1);
  if (high.code < low.code) throw new RegexError(`the range ${quote(text, start)} runs backwards`);
  return high.end;
}

function classChar(text: string, at: number): { end: number; code: number } {
  if (at >= text.length) throw new RegexError('a [ is not closed');
  if (text[at] !== '\\') {
    const code = text.codePointAt(at) ?? 0;
    return { end: at + String.fromCodePoint(code).length, code };
  }
  const end = skipEscape(text, at, 'char');
  return { end, code: escapedCode(text.slice(at + 1, end)) };
}

/**
 * Steps over an escape; returns where it ends. Within a class's range only single characters make
 * sense (`char`), elsewhere whole classes do too.
 */
export function skipEscape(text: string, at: number, where: 'text' | 'class' | 'char'): number {
  const rest = text.slice(at, at + 60);
  const single =
    /^\\([aftnrv]|x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]{1,6}\}|0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
  if (single) {
    if (escapedCode(single[0].slice(1)) > 0x10ffff)
      throw new RegexError(`no character ${single[0]}`);
    return at + single[0].length;
  }
  if (/^\\[^A-Za-z0-9\x80-\uffff]/.test(rest)) return at + 2;
  if (where !== 'char') {
    if (/^\\[dDsSwW]/.test(rest)) return at + 2;
    const property = /^\\[pP](?:([A-Za-z])|\{\^?([A-Za-z_]+)\})/.exec(rest);
    if (property && isProperty(property[1] ?? property[2] ?? '')) return at + property[0].length;
  }
  if (/^\\[1-9]/.test(rest)) throw new RegexError(`backreferences are not RE2: ${quote(text, at)}`);
  throw new RegexError(`unknown escape ${quote(text, at)}`);
}

/** Go knows general categories and scripts by the same names as JavaScript. */
function isProperty(name: string): boolean {
  if (name === 'Any') return true;
  const category = /^(C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;
  if (category.test(name)) return true;
  try {
    // Short names of scripts (Grek) are JavaScript's only.
    return (
      (name.length !== 4 || name === 'Thai') && new RegExp(`\\p{Script=${name}}`, 'u') !== undefined
    );
  } catch {
    return false;
  }
}

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

function escapedCode(text: string): number {
  const hex = /^x\{?([0-9a-fA-F]+)/.exec(text)?.[1];
  if (hex) return Number.parseInt(hex, 16);
  if (/^[0-7]/.test(text)) return Number.parseInt(text, 8);
  return CONTROL[text] ?? text.codePointAt(0) ?? 0;
}

const quote = (text: string, at: number) => JSON.stringify(text.slice(at, at + 6));
