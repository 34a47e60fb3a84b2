import type { Assignment } from './assignments';
import type { Example, Marks, Scope } from './marks';

/** Marks settings: those of a chart, or of what one round of a `range` is at. */
export class Marker {
  constructor(
    protected readonly marks: Marks,
    private readonly scope?: Scope,
    private readonly example: Example = 'first',
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

  /** A map or list of anything. */
  // biome-ignore lint/suspicious/noExplicitAny: it stands for whatever type is wanted of it
  whole(expression: string): any {
    return this.marks.whole(expression, this.scope, this.example);
  }

  /** Two elements of a list. */
  each<Value>(scope: Scope, make: (one: Marker) => Value): Value[] {
    const examples = ['first', 'second'] as const;
    return examples.map((example) => make(new Marker(this.marks, scope, example)));
  }

  /** Two entries of a map from texts to texts. */
  entries(scope: Scope, name: string, value: string): Record<string, string> {
    return Object.fromEntries(this.each(scope, (one) => [one.plain(name), one.text(value)]));
  }
}

/** Makes one example of settings: marks where a chart's user has a say, and what follows from flags. */
export class Draft<Flag extends string> extends Marker {
  /** @param flags - those that are on */
  constructor(
    marks: Marks,
    readonly flags: Assignment,
  ) {
    super(marks);
  }

  on(flag: Flag): boolean {
    return this.flags.has(flag);
  }

  /** What is there only if a flag is on. */
  if<Value>(flag: Flag, value: Value): Value | undefined {
    return this.on(flag) ? value : undefined;
  }
}
