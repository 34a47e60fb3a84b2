/** A list or map that a template goes through, and the names it gives to what it is at. */
export interface Scope {
  /** What stands after `range`, such as `$name, $value := $member.labels`. */
  readonly range: string;
  /** What it goes through instead within the rounds of another. */
  readonly inside?: ReadonlyMap<Scope, string> | undefined;
}

/** What a mark stands for. */
export interface Mark {
  /** In the language of templates, such as `$member.name`. */
  readonly expression: string;
  readonly kind: 'plain' | 'text' | 'number' | 'whole';
  /** What it is of, if it changes from one round of a `range` to the next. */
  readonly scope?: Scope | undefined;
  /** Of which of the two examples of its scope. */
  readonly example: Example;
}

/** The rounds of a `range` that are shown: what differs between them is what is repeated. */
export type Example = 'first' | 'second';

/** A mark as found in a text, and what was done to the text that it stands for. */
export interface Found {
  readonly mark: Mark;
  readonly form: Form;
}

/** Functions that are known by what they make of the characters in a mark. */
export type Form = keyof typeof FORMS;

/** What each makes of `.$`. */
const FORMS = {
  raw: '.$',
  /** `$` is written twice. */
  doubled: '.$$',
  /** As a regular expression that matches nothing else. */
  escaped: '\\.\\$',
} as const;

const FORM_OF = new Map<string, Form>(
  Object.entries(FORMS).map(([form, text]) => [text, form as Form]),
);

const FIRST_NUMBER = 1_900_000_000;

const PATTERN = /qz(\d+)([^a-z]*)zq|\b19\d{8}\b/g;

const idOf = (all: string, id: string | undefined) =>
  id === undefined ? Number(all) - FIRST_NUMBER : Number(id);

/**
 * Texts and numbers that stand for the settings of a chart while its constructs are asked what they
 * make of them: each is found again wherever its setting ends up.
 */
export class Marks {
  private readonly known = new Map<string, number>();
  private readonly marks: Mark[] = [];

  /** For a text of letters, digits, `-`, `.` and the like: it needs no escape anywhere. */
  plain(expression: string, scope?: Scope, example: Example = 'first'): string {
    return `qz${this.id({ expression, kind: 'plain', scope, example })}zq`;
  }

  /** For any text. */
  text(expression: string, scope?: Scope, example: Example = 'first'): string {
    return `qz${this.id({ expression, kind: 'text', scope, example })}${FORMS.raw}zq`;
  }

  /** For a whole number. */
  number(expression: string, scope?: Scope, example: Example = 'first'): number {
    return FIRST_NUMBER + this.id({ expression, kind: 'number', scope, example });
  }

  /**
   * For a map or list that is taken as it is. Among the entries of a map it stands for more of them,
   * in a list for more items.
   */
  whole(expression: string, scope?: Scope, example: Example = 'first'): object {
    return { [`qz${this.id({ expression, kind: 'whole', scope, example })}zq`]: '…' };
  }

  /** The texts between marks, and the marks between them, by turns. */
  split(text: string): { readonly literals: string[]; readonly found: Found[] } {
    const literals: string[] = [];
    const found: Found[] = [];
    let end = 0;
    for (const match of text.matchAll(PATTERN)) {
      const [all, id, characters = ''] = match;
      const mark = this.marks[idOf(all, id)];
      const form = characters === '' ? 'raw' : FORM_OF.get(characters);
      if (!mark || !form) throw new Error(`nothing is known that makes ${all} of a setting`);
      literals.push(text.slice(end, match.index));
      found.push({ mark, form });
      end = match.index + all.length;
    }
    literals.push(text.slice(end));
    return { literals, found };
  }

  /** What the marks in a text are of, and of which examples, whatever became of them. */
  scopes(text: string): Map<Scope, Set<Example>> {
    const seen = new Map<Scope, Set<Example>>();
    for (const [all, id] of text.matchAll(PATTERN)) {
      const { scope, example = 'first' } = this.marks[idOf(all, id)] ?? {};
      if (scope) seen.set(scope, (seen.get(scope) ?? new Set<Example>()).add(example));
    }
    return seen;
  }

  /** The mark that a number is. */
  ofNumber(value: number): Mark | undefined {
    return this.marks[value - FIRST_NUMBER];
  }

  /** The same text with the marks of one example in the place of those of the other. */
  asFirst(text: string, scope: Scope): string {
    return text.replace(PATTERN, (all, id: string | undefined, characters: string | undefined) => {
      const mark = this.marks[idOf(all, id)];
      if (!mark || mark.scope !== scope || mark.example === 'first') return all;
      const first = this.id({ ...mark, example: 'first' });
      return id === undefined ? String(FIRST_NUMBER + first) : `qz${first}${characters}zq`;
    });
  }

  private id(mark: Mark): number {
    const { expression, kind, scope, example } = mark;
    const key = JSON.stringify([expression, kind, scope?.range, example]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const id = this.marks.push(mark) - 1;
    this.known.set(key, id);
    return id;
  }
}
