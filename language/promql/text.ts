import { durationMs } from '../duration';
/**
 * The text that a PromQL string literal stands for; `undefined` when it is not a right one.
 *
 * The grammar takes an unclosed string and any escape, Prometheus does not:
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function unquote(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || literal.at(-1) !== quote) return undefined;
  const inner = literal.slice(1, -1);
  if (quote === '`') return inner;
  let text = '';
  for (const [piece, escaped] of inner.matchAll(PIECE)) {
    if (escaped === undefined) {
      if (piece === '\\' || piece === '\n' || piece === quote) return undefined;
      text += piece;
      continue;
    }
    const meant = meaningOf(escaped, quote ?? '');
    if (meant === undefined) return undefined;
    text += meant;
  }
  return text;
}

const PIECE = /\\([abfnrtv\\'"]|x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|[\s\S]/g;

const CONTROL: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

function meaningOf(escaped: string, quote: string): string | undefined {
  if (escaped === "'" || escaped === '"') return escaped === quote ? escaped : undefined;
  const control = CONTROL[escaped];
  if (control !== undefined) return control;
  const code = /^[xuU]/.test(escaped)
    ? Number.parseInt(escaped.slice(1), 16)
    : Number.parseInt(escaped, 8);
  // Bytes above 0x7f would make text that is not UTF-8; half a surrogate pair is no character.
  if (/^[x0-7]/.test(escaped) ? code > 0x7f : code > 0x10ffff) return undefined;
  return code >= 0xd800 && code <= 0xdfff ? undefined : String.fromCodePoint(code);
}

/** A number or duration literal's value (seconds); `undefined` when out of Prometheus's range. */
export function numberOf(literal: string): number | undefined {
  const digits = literal.replace(/^[-+]\s*/, '');
  if (/^(inf|nan)$/i.test(digits)) return Number.NaN;
  if (/^0x/i.test(digits)) return digits.length <= 17 ? Number(digits) : undefined;
  if (/[ywdhms]/.test(digits)) return seconds(digits);
  // A leading zero makes an octal number, for which Prometheus does not take every digit.
  if (digits.includes('_'))
    return /^[1-9][0-9]*(_[0-9]+)*$/.test(digits) ? Number(digits.replaceAll('_', '')) : undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}

/** Prometheus counts nanoseconds in 63 bits. */
const LONGEST = 9_000_000_000;

function seconds(duration: string): number | undefined {
  const total = durationMs(duration) / 1000;
  return total <= LONGEST ? total : undefined;
}
