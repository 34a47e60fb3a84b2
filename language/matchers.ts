import type { Matcher } from './promql';
import { regexFault } from './regex';

/**
 * Says what is wrong with matchers of alerts' labels, as Alertmanager takes them: `severity="critical"`,
 * or several with commas between them.
 *
 * Alertmanager has two parsers and prefers the old one where they disagree, with a word in the log;
 * what passes here means the same to both.
 *
 * https://prometheus.io/docs/alerting/latest/configuration/#matcher
 */
export function checkMatchers(text: string): string | undefined {
  const parsed = parse(text);
  return typeof parsed === 'string' ? parsed : undefined;
}

/** The matchers in a text that passed `checkMatchers`; none for any other. */
export function alertMatchers(text: string): readonly Matcher[] {
  const parsed = parse(text);
  return typeof parsed === 'string' ? [] : parsed;
}

/** A name, an operator and a value, which may be in quotes. */
const MATCHER =
  /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\\r\n]|\\["\\n])*"|[^\s{}!=~,\\"'`]+)\s*(,|$)/;

function parse(text: string): Matcher[] | string {
  const found = `found ${JSON.stringify(text)}`;
  const inner = /^\s*\{([\s\S]*)\}\s*$/.exec(text)?.[1] ?? text;
  const matchers: Matcher[] = [];
  let rest = inner;
  while (rest.trim() !== '') {
    const [all, name, op, value] = MATCHER.exec(rest) ?? [];
    if (all === undefined || name === undefined || value === undefined) {
      return `not matchers of labels, ${found}, write ${advice(text)}`;
    }
    const matcher: Matcher = { name, op: op as Matcher['op'], value: unquoted(value) };
    const wrong = /~/.test(matcher.op) ? regexFault(matcher.value) : undefined;
    if (wrong) return `not a regular expression (RE2), ${found}: ${wrong}, write team=~"a|b", say`;
    matchers.push(matcher);
    rest = rest.slice(all.length);
  }
  return matchers.length > 0
    ? matchers
    : `no matcher, ${found}, write severity="critical", say, or leave it out`;
}

const unquoted = (value: string) =>
  value.startsWith('"')
    ? value.slice(1, -1).replace(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one))
    : value;

function advice(text: string): string {
  return /"[^"]*\\[^"\\n]/.test(text)
    ? 'two backslashes for one: path=~"\\\\d+", say'
    : 'severity="critical", say';
}
