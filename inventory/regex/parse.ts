import { RegexError, skipClass, skipEscape } from './classes';

/** What is known about a regular expression that Go's `regexp` accepts. */
export interface Regex {
  /** Whether it matches the empty string when anchored at both ends. */
  readonly matchesEmpty: boolean;
}

/** Go refuses what would need too many instructions; within this length it cannot. */
const LONGEST = 2000;
const DEEPEST = 200;
const MOST_REPEATS = 1000;

/**
 * Parses RE2 syntax as Go's `regexp` does, stricter where nobody would notice (length, depth).
 * JavaScript's own parser is of no use: it takes lookarounds and backreferences, which Prometheus
 * refuses, and refuses `(?i)` and `(?P<name>…)`, which Prometheus takes.
 *
 * https://github.com/google/re2/wiki/Syntax
 */
export function parseRegex(pattern: string): Regex | { readonly wrong: string } {
  try {
    if (pattern.length > LONGEST) throw new RegexError(`longer than ${LONGEST} characters`);
    return new Parser(pattern).parse();
  } catch (error) {
    if (error instanceof RegexError) return { wrong: error.message };
    throw error;
  }
}

/** Emptiness of a part, and how many times its innermost repetition is multiplied. */
interface Part {
  readonly empty: boolean;
  readonly repeats: number;
}

const ATOM: Part = { empty: false, repeats: 1 };
const NOTHING: Part = { empty: true, repeats: 1 };

class Parser {
  private at = 0;
  private depth = 0;
  private readonly names = new Set<string>();

  constructor(private readonly text: string) {}

  parse(): Regex {
    const part = this.alternatives();
    if (this.at < this.text.length) throw new RegexError('a closing ) has no opening one');
    return { matchesEmpty: part.empty };
  }

  private alternatives(): Part {
    let [empty, repeats] = [false, 1];
    do {
      const part = this.sequence();
      empty ||= part.empty;
      repeats = Math.max(repeats, part.repeats);
    } while (this.take('|'));
    return { empty, repeats };
  }

  private sequence(): Part {
    let [empty, repeats] = [true, 1];
    while (this.at < this.text.length && !/[|)]/.test(this.text[this.at] ?? '')) {
      const part = this.repeated(this.atom());
      empty &&= part.empty;
      repeats = Math.max(repeats, part.repeats);
    }
    return { empty, repeats };
  }

  /** A part without the repetition behind it; `undefined` for a flag, which cannot be repeated. */
  private atom(): Part | undefined {
    const char = this.text[this.at] ?? '';
    if (char === '(') return this.group();
    if (char === '[') {
      this.at = skipClass(this.text, this.at);
      return ATOM;
    }
    if (char === '\\') return this.escape();
    if (/[*+?]/.test(char) || this.count()) throw new RegexError(`${this.rest()} repeats nothing`);
    // Surrogate pairs are one character to Go.
    this.at += String.fromCodePoint(this.text.codePointAt(this.at) ?? 0).length;
    return char === '^' || char === '$' ? NOTHING : ATOM;
  }

  private escape(): Part {
    const rest = this.text.slice(this.at);
    // Go takes \Q without \E, but Prometheus puts the expression in brackets, which it would quote.
    const quoted = /^\\Q(.*?)\\E/s.exec(rest);
    if (quoted) {
      this.at += quoted[0].length;
      if (/[*+?{]/.test(this.text[this.at] ?? ''))
        throw new RegexError('\\Q…\\E is repeated in a group only');
      return { empty: quoted[1] === '', repeats: 1 };
    }
    // \b is never true in an empty text, \B always.
    const assertion = /^\\[AzBb]/.exec(rest);
    if (assertion) {
      this.at += 2;
      return assertion[0] === '\\b' ? ATOM : NOTHING;
    }
    this.at = skipEscape(this.text, this.at, 'text');
    return ATOM;
  }

  private group(): Part | undefined {
    const rest = this.text.slice(this.at);
    const [opening = '', , name, flags] =
      /^\((?:(\?P?<([A-Za-z0-9_]+)>)|\?([imsU]*(?:-[imsU]+)?)[:)]|(?!\?))/.exec(rest) ?? [];
    if (opening === '') {
      const what = /^\(\?<?[=!]/.test(rest) ? 'lookaround is not RE2' : `${this.rest()} is not RE2`;
      throw new RegexError(what);
    }
    if (name !== undefined && this.names.has(name))
      throw new RegexError(`the group name ${name} is taken`);
    if (name !== undefined) this.names.add(name);
    this.at += opening.length;
    if (flags !== undefined && opening.endsWith(')')) {
      if (flags === '') throw new RegexError('(?) is not RE2');
      return undefined;
    }
    if (++this.depth > DEEPEST) throw new RegexError(`nested deeper than ${DEEPEST} groups`);
    const part = this.alternatives();
    if (!this.take(')')) throw new RegexError('a ( is not closed');
    this.depth--;
    return part;
  }

  private repeated(part: Part | undefined): Part {
    let result = part;
    for (let times = 0; ; times++) {
      const char = this.text[this.at] ?? '';
      const count = this.count();
      if (!/[*+?]/.test(char) && !count) return result ?? NOTHING;
      if (result === undefined || times > 0) throw new RegexError(`${this.rest()} repeats nothing`);
      const { length, min, max } = count ?? { length: 1, min: char === '+' ? 1 : 0, max: 1 };
      if (min > MOST_REPEATS || max > MOST_REPEATS || max < min) {
        throw new RegexError(`${this.rest()} is not a valid count`);
      }
      result = { empty: result.empty || min === 0, repeats: result.repeats * Math.max(max, 1) };
      if (result.repeats > MOST_REPEATS)
        throw new RegexError(`repeats more than ${MOST_REPEATS} times`);
      this.at += length;
      this.take('?');
    }
  }

  /** `{3}`, `{3,}` or `{3,5}`; any other brace is a plain character. */
  private count(): { length: number; min: number; max: number } | undefined {
    const found = /^\{(0|[1-9][0-9]*)(,(0|[1-9][0-9]*)?)?\}/.exec(
      this.text.slice(this.at, this.at + 50),
    );
    if (!found) return undefined;
    const [{ length }, low, comma, high] = found;
    const min = Number(low);
    return {
      length,
      min,
      max: high === undefined ? (comma ? Math.max(min, 1) : min) : Number(high),
    };
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private rest = () => JSON.stringify(this.text.slice(this.at, this.at + 6));
}
