import type { RE2JS } from 're2js';

/** Says what is wrong with a regular expression in RE2 syntax, which is what Prometheus takes. */
export function checkRegex(pattern: string): string | undefined {
  const wrong = regexFault(pattern);
  return (
    wrong &&
    `not a regular expression (RE2), found ${JSON.stringify(short(pattern))}: ${wrong}, write one such as (.+)-prod`
  );
}

/** What is wrong with a regular expression, in a few words. */
export function regexFault(pattern: string): string | undefined {
  const compiled = compile(pattern);
  return typeof compiled === 'string' ? compiled : undefined;
}

/** Tells whether a right expression, anchored as Prometheus anchors it, matches a text. */
export function regexMatcher(pattern: string): (text: string) => boolean {
  const compiled = compile(pattern);
  return (text) => typeof compiled !== 'string' && compiled.matches(text);
}

/** Far beyond what anybody writes, and within what needs no more stack than there is. */
const LONGEST = 5000;

function compile(pattern: string): RE2JS | string {
  if (pattern.length > LONGEST) return `longer than ${LONGEST} characters`;
  // Loaded only now: most fleet files have no expression, and every start would wait for it.
  const { RE2JS, RE2JSException } = require('re2js') as typeof import('re2js');
  try {
    // By itself first: put in brackets, `a)(b` would be right.
    RE2JS.compile(pattern);
    return RE2JS.compile(`^(?s:${pattern})$`);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return error.message.replace('error parsing regexp: ', '');
  }
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
