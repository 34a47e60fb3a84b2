import { type Conditions, isElse, type Run, runs } from './conditions';
import type { Formula } from './formula';
import type { Entry, Guarded, Template } from './learn';
import type { Marks, Scope } from './marks';
import type { TextWriter } from './text';
import type { Piece } from './tree';

/** Writes templates as Helm reads them: YAML with actions in it, an action to a line. */
export class Emitter {
  private open: readonly Scope[] = [];

  constructor(
    private readonly marks: Marks,
    private readonly conditions: Conditions,
    private readonly texts: TextWriter,
  ) {}

  /** The text of a template of a list of objects. */
  objects(template: Template): string {
    if (template.is !== 'list') throw new Error(`no list of objects, but a ${template.is}`);
    const lines = this.guarded(template.items, '', (object) => ['---', ...this.block(object, '')]);
    return `${lines.join('\n')}\n`;
  }

  /** The lines of a mapping or list that stands below a key. */
  private block(template: Template, indent: string): string[] {
    switch (template.is) {
      case 'mapping':
        return this.guarded(template.entries, indent, (entry, only) =>
          this.entry(entry, indent, only),
        );
      case 'list':
        return this.guarded(template.items, indent, (item, only) => this.item(item, indent, only));
      default:
        throw new Error(`no block, but a ${template.is}`);
    }
  }

  private entry({ name, value }: Entry, indent: string, only: boolean): string[] {
    const whole = this.whole(name, indent, only);
    if (whole) return whole;
    if (value.is === 'choice') {
      return this.alternatives(value.of, indent, (one) =>
        this.entry({ name, value: one }, indent, only),
      );
    }
    const key = `${indent}${this.texts.scalar(name)}:`;
    const lines = name.endsWith('.json') ? this.texts.lines(value) : undefined;
    if (lines) return [`${key} |`, ...lines.map((one) => `${indent}  ${one}`)];
    const line = this.line(value);
    if (line !== undefined) return [`${key} ${line}`];
    if (value.is === 'document') {
      const inner = `${indent}  `;
      return [
        `${key} |`,
        ...this.guarded(value.pieces, inner, (piece) => this.piece(piece, inner)),
      ];
    }
    return [key, ...this.block(value, `${indent}  `)];
  }

  private item(value: Template, indent: string, only: boolean): string[] {
    if (value.is === 'choice') {
      return this.alternatives(value.of, indent, (one) => this.item(one, indent, only));
    }
    const [sole] = value.is === 'mapping' && value.entries.length === 1 ? value.entries : [];
    const whole = sole && this.whole(sole.value.name, indent, only);
    if (whole) return whole;
    const line = this.line(value);
    if (line !== undefined) return [`${indent}- ${line}`];
    const [first = '', ...rest] = this.block(value, `${indent}  `);
    return first.trimStart().startsWith('{{-')
      ? [`${indent}-`, first, ...rest]
      : [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
  }

  /** A value that needs one line. */
  private line(value: Template): string | undefined {
    switch (value.is) {
      case 'scalar':
        return this.texts.scalar(value.value);
      case 'text':
        return this.texts.words(value.words);
      case 'mapping':
        return value.entries.length === 0 ? '{}' : undefined;
      case 'list':
        return value.items.length === 0 ? '[]' : undefined;
      default:
        return undefined;
    }
  }

  private piece(piece: Piece<Template>, around: string): string[] {
    return typeof piece === 'string'
      ? piece.split('\n').flatMap((line) => (line === '' ? [] : [around + line]))
      : this.block(piece.value, around + piece.indent);
  }

  /** A map or list that is taken as it is; among others it must not show when it is empty. */
  private whole(name: string, indent: string, only: boolean): string[] | undefined {
    const { found, literals } = this.marks.split(name);
    const [first] = found;
    if (first?.mark.kind !== 'whole' || literals.join('') !== '') return undefined;
    const { expression } = first.mark;
    const at = indent.length;
    if (only) return [`${indent}{{- toYaml ${expression} | nindent ${at} }}`];
    return [
      `${indent}{{- with ${expression} }}`,
      `${indent}{{- toYaml . | nindent ${at} }}`,
      `${indent}{{- end }}`,
    ];
  }

  private guarded<Value>(
    guarded: readonly Guarded<Value>[],
    indent: string,
    write: (value: Value, only: boolean) => string[],
  ): string[] {
    const all = runs(guarded);
    const only = guarded.length === 1;
    return all.flatMap((run, index) => {
      const [before, after] = [all[index - 1], all[index + 1]];
      const follows = before !== undefined && isElse(before, run);
      const followed = after !== undefined && isElse(run, after);
      return this.run(run, indent, { follows, followed }, (value) => write(value, only));
    });
  }

  private run<Value>(
    { when, each, values }: Run<Value>,
    indent: string,
    { follows, followed }: { readonly follows: boolean; readonly followed: boolean },
    write: (value: Value) => string[],
  ): string[] {
    const condition = this.conditions.around(when, each);
    const end = `${indent}{{- end }}`;
    const lines = () => this.within(each, () => values.flatMap(write));
    if (each && this.conditions.isOf(condition, each)) {
      return [this.range(each, indent), this.if(condition, indent), ...lines(), end, end];
    }
    const ranged = each ? [this.range(each, indent), ...lines(), end] : lines();
    if (condition.is === 'always') return ranged;
    const begin = follows ? `${indent}{{- else }}` : this.if(condition, indent);
    return [begin, ...ranged, ...(followed ? [] : [end])];
  }

  private alternatives<Value>(
    of: readonly Guarded<Value>[],
    indent: string,
    write: (value: Value) => string[],
  ): string[] {
    const lines = of.flatMap(({ when, value }, index) => {
      const condition = this.conditions.expression(when);
      const otherwise = index === of.length - 1 ? 'else' : `else if ${condition}`;
      return [`${indent}{{- ${index === 0 ? `if ${condition}` : otherwise} }}`, ...write(value)];
    });
    return [...lines, `${indent}{{- end }}`];
  }

  private if(condition: Formula, indent: string): string {
    return `${indent}{{- if ${this.conditions.expression(condition)} }}`;
  }

  private range(each: Scope, indent: string): string {
    const outer = this.open.find((scope) => each.inside?.has(scope));
    return `${indent}{{- range ${(outer && each.inside?.get(outer)) ?? each.range} }}`;
  }

  private within(each: Scope | undefined, write: () => string[]): string[] {
    const before = this.open;
    if (each) this.open = [...before, each];
    const lines = write();
    this.open = before;
    return lines;
  }
}
