import { parseRegex } from './parse';

/** Says what is wrong with a regular expression in RE2 syntax, which is what Prometheus takes. */
export function isRegex(pattern: string): string | undefined {
  const wrong = regexFault(pattern);
  return (
    wrong &&
    `not a regular expression (RE2), found ${JSON.stringify(short(pattern))}: ${wrong}, write one such as (.+)-prod`
  );
}

/** What is wrong with a regular expression, in a few words. */
export function regexFault(pattern: string): string | undefined {
  const parsed = parseRegex(pattern);
  return 'wrong' in parsed ? parsed.wrong : undefined;
}

/** Whether a right expression, anchored as Prometheus anchors it, matches the empty text. */
export function matchesEmpty(pattern: string): boolean {
  const parsed = parseRegex(pattern);
  return 'matchesEmpty' in parsed && parsed.matchesEmpty;
}

/**
 * Whether a right expression, anchored as Prometheus anchors it, matches a text; `undefined` when
 * it uses RE2 syntax that JavaScript does not have.
 */
export function matchesText(pattern: string, text: string): boolean | undefined {
  const [, flags = '', rest = ''] = /^(?:\(\?([is]+)\))?(.*)$/s.exec(pattern) ?? [];
  try {
    const source = rest.replaceAll('(?P<', '(?<');
    return new RegExp(`^(?:${source})$`, `us${flags.includes('i') ? 'i' : ''}`).test(text);
  } catch {
    return undefined;
  }
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
