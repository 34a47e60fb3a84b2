import type { Assignment } from './assignments';
import type { Example, Marks, Scope } from './marks';

const EXAMPLES = ['first', 'second'] as const;

/** Makes one example of settings: marks where a chart's user has a say, and what follows from flags. */
export class Draft<Flag extends string> {
  constructor(
    private readonly marks: Marks,
    private readonly flags: Assignment,
  ) {}

  on(flag: Flag): boolean {
    return this.flags.has(flag);
  }

  /** What is there only if a flag is on. */
  if<Value>(flag: Flag, value: Value): Value | undefined {
    return this.on(flag) ? value : undefined;
  }

  plain(expression: string): string {
    return this.marks.plain(expression);
  }

  text(expression: string): string {
    return this.marks.text(expression);
  }

  number(expression: string): number {
    return this.marks.number(expression);
  }

  /** A map of any entries. */
  // biome-ignore lint/suspicious/noExplicitAny: it stands for whatever type is wanted of it
  whole(expression: string): any {
    return this.marks.whole(expression);
  }

  /** Two elements of a list. */
  each<Value>(scope: Scope, make: (one: Round) => Value): Value[] {
    return EXAMPLES.map((example) => make(new Round(this.marks, scope, example)));
  }

  /** A map from texts to texts, two entries of it. */
  entries(scope: Scope, name: string, value: string): Record<string, string> {
    return Object.fromEntries(this.each(scope, (one) => [one.plain(name), one.text(value)]));
  }
}

/** One round of a `range`. */
export class Round {
  /** Two elements of a list that this one has. */
  each<Value>(scope: Scope, make: (one: Round) => Value): Value[] {
    return EXAMPLES.map((example) => make(new Round(this.marks, scope, example)));
  }

  constructor(
    private readonly marks: Marks,
    private readonly scope: Scope,
    private readonly example: Example,
  ) {}

  plain(expression: string): string {
    return this.marks.plain(expression, this.scope, this.example);
  }

  text(expression: string): string {
    return this.marks.text(expression, this.scope, this.example);
  }

  number(expression: string): number {
    return this.marks.number(expression, this.scope, this.example);
  }

  // biome-ignore lint/suspicious/noExplicitAny: it stands for whatever type is wanted of it
  whole(expression: string): any {
    return this.marks.whole(expression, this.scope, this.example);
  }
}
