/** Stands for a value that a viewer chooses. */
export const CHOSEN = 'promfleet_chosen';

/**
 * A variable as Grafana takes it: `$name`, `${name}`, `${name:format}`, `[[name]]`, `[[name:format]]`.
 * What begins with a digit is a group of a regular expression.
 */
const VARIABLE =
  /\$([a-zA-Z_]\w*)|\$\{([a-zA-Z_]\w*)(?:\.[^:}]*)?(?::[^}]*)?\}|\[\[([a-zA-Z_]\w*)(?::[^\]]*)?\]\]/g;

/** A variable where only a duration can stand: a range, its resolution, an offset. */
const DURATION = new RegExp(
  `(?<=\\[\\s*|\\[[^\\]]*:\\s*|\\boffset\\s+-?)(?:${VARIABLE.source})`,
  'g',
);

/** Between quotes, or not. */
const STRINGS = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)/;

/** Variables of Grafana's own that stand for a time. */
const TIMES = new Set(['__interval', '__rate_interval', '__range']);

/** Variables of Grafana's own that stand for a number. */
const NUMBERS = new Set(['__interval_ms', '__range_s', '__range_ms', '__from', '__to']);

const TIME = '5m';

/**
 * An expression of a dashboard as PromQL that can be parsed: a time is put in for Grafana's own
 * variables of times and wherever only a duration can stand, a number for Grafana's variables of
 * numbers, and `CHOSEN` for all others.
 *
 * https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/
 */
export const withoutVariables = (expression: string): string =>
  expression
    .split(STRINGS)
    .map((part, index) => valued(index % 2 === 0 ? part.replace(DURATION, TIME) : part))
    .join('');

const valued = (text: string) =>
  withVariables(text, (name) => {
    if (TIMES.has(name)) return TIME;
    return NUMBERS.has(name) ? '300' : CHOSEN;
  });

/**
 * An expression with something in place of its variables.
 *
 * @param textFor - what stands for a variable; one that it does not know stays as it is
 */
export const withVariables = (
  expression: string,
  textFor: (name: string) => string | undefined,
): string =>
  expression.replace(VARIABLE, (written, ...names: (string | undefined)[]) => {
    const name = names.slice(0, 3).find((one) => one !== undefined) ?? '';
    return textFor(name) ?? written;
  });

/** The variables in an expression that are not Grafana's own. */
export const variablesIn = (expression: string): string[] => [
  ...new Set(
    [...expression.matchAll(VARIABLE)].flatMap(([, ...names]) =>
      names.slice(0, 3).filter((name) => name !== undefined && !name.startsWith('__')),
    ),
  ),
];
