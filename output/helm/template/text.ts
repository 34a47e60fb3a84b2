import { isPlain } from '../../../yaml/plain-scalar';
import { type Conditions, isElse, runs } from './conditions';
import { argument } from './flags';
import type { Guarded, Template } from './learn';
import type { Form, Found, Marks } from './marks';

/** Name of the template that gives a text as it stands between double quotes. */
export const BETWEEN_QUOTES = 'promfleet.betweenQuotes';

/** What a template says of a setting so that it takes a form. */
const FORMS: Readonly<Record<Form, (expression: string) => string>> = {
  raw: (expression) => expression,
  doubled: (expression) => `${expression} | replace "$" "$$"`,
  escaped: (expression) => `regexQuoteMeta ${argument(expression)}`,
};

/** Writes texts and numbers of templates, as YAML of one line. */
export class TextWriter {
  constructor(
    private readonly marks: Marks,
    private readonly conditions: Conditions,
  ) {}

  /** A value that is not under conditions. */
  scalar(value: string | number | boolean | null): string {
    if (typeof value === 'number') {
      const mark = this.marks.ofNumber(value);
      return mark ? `{{ int64 ${argument(mark.expression)} }}` : String(value);
    }
    if (typeof value !== 'string') return String(value);
    const { literals, found } = this.marks.split(value);
    const [only, ...more] = found;
    if (only && more.length === 0 && literals.join('') === '' && only.mark.kind !== 'number') {
      return `{{ ${inForm(only)} | quote }}`;
    }
    if (!only) return isPlain(value) ? literal(value) : literal(JSON.stringify(value));
    return `"${this.between(value)}"`;
  }

  /** Words of one text, some of them under conditions or repeated. */
  words(words: readonly Guarded<string>[]): string {
    const all = runs(words);
    let text = '';
    for (const [index, run] of all.entries()) {
      const { when, each, values } = run;
      const inner = values.map((value) => this.between(value)).join('');
      const condition = this.conditions.around(when, each);
      const ranged = each ? `{{ range ${each.range} }}${inner}{{ end }}` : inner;
      const [before, after] = [all[index - 1], all[index + 1]];
      if (condition.is === 'always') text += ranged;
      else if (before && isElse(before, run)) text += `{{ else }}${ranged}{{ end }}`;
      else {
        const end = after && isElse(run, after) ? '' : '{{ end }}';
        text += `{{ if ${this.conditions.expression(condition)} }}${ranged}${end}`;
      }
    }
    return `"${text}"`;
  }

  /**
   * The lines of a file of JSON, each as it stands; nothing where some of it is under conditions.
   * What a mark stands for is in quotes there, so that it is escaped as between those of YAML.
   */
  lines(value: Template): string[] | undefined {
    const text = unconditional(value);
    if (!text?.endsWith('\n')) return undefined;
    const { literals, found } = this.marks.split(text);
    return literals
      .map((words, index) => {
        const next = found[index];
        return literal(words) + (next ? `{{ ${quoted(next)} }}` : '');
      })
      .join('')
      .split('\n')
      .slice(0, -1);
  }

  /** A text between double quotes. */
  private between(text: string): string {
    const { literals, found } = this.marks.split(text);
    return literals
      .map((words, index) => {
        const next = found[index];
        return literal(JSON.stringify(words).slice(1, -1)) + (next ? `{{ ${quoted(next)} }}` : '');
      })
      .join('');
  }
}

/** A text that is the same in all examples. */
function unconditional(value: Template): string | undefined {
  if (value.is === 'scalar') return typeof value.value === 'string' ? value.value : undefined;
  if (value.is !== 'text') return undefined;
  const always = value.words.every(({ when, each }) => when.is === 'always' && !each);
  return always ? value.words.map((word) => word.value).join('') : undefined;
}

function quoted(found: Found): string {
  const { mark, form } = found;
  if (mark.kind === 'number') return `int64 ${argument(mark.expression)}`;
  if (mark.kind === 'plain') return mark.expression;
  return `include "${BETWEEN_QUOTES}" ${argument(FORMS[form](mark.expression))}`;
}

const inForm = ({ mark, form }: Found) => FORMS[form](mark.expression);

/** Braces that are not the template's own; one at the end could become part of an action. */
const literal = (text: string) =>
  text.replaceAll('{{', '{{ "{{" }}').replace(/(?<!\{)\{$/, '{{ "{" }}');
