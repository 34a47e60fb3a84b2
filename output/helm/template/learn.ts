import { aligned, type Likeness, type Slot, type Variant } from './align';
import { ALWAYS, type Formula, type Formulas } from './formula';
import { likeness } from './likeness';
import type { Scope } from './marks';
import { BETWEEN_WORDS } from './read';
import { NO_SAMPLES, type Samples } from './samples';
import type { Document, List, Mapping, Part, Piece, Scalar, Text, Tree } from './tree';

/** A template: a tree, parts of which stand under conditions. */
export type Template =
  | Scalar
  | { readonly is: 'text'; readonly words: readonly Guarded<string>[] }
  | { readonly is: 'list'; readonly items: readonly Guarded<Template>[] }
  | { readonly is: 'mapping'; readonly entries: readonly Guarded<Entry>[] }
  | { readonly is: 'document'; readonly pieces: readonly Guarded<Piece<Template>>[] }
  | { readonly is: 'choice'; readonly of: readonly Guarded<Template>[] };

export interface Entry {
  readonly name: string;
  readonly value: Template;
}

/** Something that stands under a condition, and once for each of a list where it is of one. */
export interface Guarded<Value> {
  readonly when: Formula;
  readonly each?: Scope | undefined;
  readonly value: Value;
}

/**
 * Makes one template of many examples: whatever is not in all of them, or not the same, stands under
 * the condition that tells those apart that have it.
 */
export class Learner {
  constructor(private readonly formulas: Formulas) {}

  learn(variants: readonly Variant<Tree>[]): Template {
    const [first] = variants;
    if (!first) throw new Error('no example');
    const within = together(variants);
    const kinds = [...new Set(variants.map(({ value }) => kindOf(value)))];
    if (kinds.length > 1) {
      const of = kinds.map((kind) => variants.filter(({ value }) => kindOf(value) === kind));
      const alternatives = of.map((some) => ({
        when: this.formulas.find(together(some), within),
        value: this.alike(some),
      }));
      return { is: 'choice', of: alternatives };
    }
    return this.alike(variants);
  }

  /** What is of one kind in all samples. */
  private alike(variants: readonly Variant<Tree>[]): Template {
    const within = together(variants);
    const { is } = variants[0]?.value ?? {};
    if (is === 'mapping') return this.mapping(variants as Variant<Mapping>[], within);
    if (is === 'list') return this.list(variants as Variant<List>[], within);
    if (is === 'document') return this.document(variants as Variant<Document>[]);
    return this.text(variants as Variant<Scalar | Text>[], within);
  }

  private mapping(variants: readonly Variant<Mapping>[], within: Samples): Template {
    const names = variants.map(({ value: { entries }, samples }) => ({
      value: [...entries].map(([name, { each }]) => ({ each, value: name })),
      samples,
    }));
    const entries = aligned(names, equal).map((slot) => {
      const name = slot.variants[0]?.value ?? '';
      const values = variants.flatMap(({ value: { entries }, samples }) => {
        const entry = entries.get(name);
        return entry ? [{ value: entry.value, samples }] : [];
      });
      return this.guarded(slot, within, { name, value: this.learn(distinct(values)) });
    });
    return { is: 'mapping', entries };
  }

  private list(variants: readonly Variant<List>[], within: Samples): Template {
    const lists = variants.map(({ value, samples }) => ({ value: value.items, samples }));
    const items = aligned(lists, likeness).map((slot) =>
      this.guarded(slot, within, this.learn(distinct(slot.variants))),
    );
    return { is: 'list', items };
  }

  /** Files have the same pieces in all examples; what differs is in them. */
  private document(variants: readonly Variant<Document>[]): Template {
    const pieces = (variants[0]?.value.pieces ?? []).map(({ each, value: piece }, index) => {
      if (typeof piece === 'string') return { each, when: ALWAYS, value: piece };
      const values = variants.map(({ value: { pieces }, samples }) => {
        const one = pieces[index]?.value;
        if (one === undefined || typeof one === 'string') throw new Error('files of other pieces');
        return { value: one.value, samples };
      });
      const { indent } = piece;
      return { each, when: ALWAYS, value: { indent, value: this.learn(distinct(values)) } };
    });
    return { is: 'document', pieces };
  }

  private text(variants: readonly Variant<Scalar | Text>[], within: Samples): Template {
    const [first] = variants;
    if (first && variants.length === 1 && first.value.is === 'scalar') return first.value;
    const texts = variants.map(({ value, samples }) => ({ value: words(value), samples }));
    const slots = aligned(texts, equal).map((slot) =>
      this.guarded(slot, within, slot.variants[0]?.value ?? ''),
    );
    return { is: 'text', words: slots };
  }

  private guarded<Value>(
    { each, samples }: Pick<Slot<unknown>, 'each' | 'samples'>,
    within: Samples,
    value: Value,
  ): Guarded<Value> {
    return { each, when: samples === within ? ALWAYS : this.formulas.find(samples, within), value };
  }
}

const equal: Likeness<string> = (one, other) => (one === other ? 1 : 0);

/** Texts are of one kind; whatever else is no text has to be equal; nothing is not the same as some. */
function kindOf(tree: Tree): string {
  switch (tree.is) {
    case 'mapping':
      return tree.entries.size === 0 ? 'nothing' : 'mapping';
    case 'list':
      return tree.items.length === 0 ? 'none' : 'list';
    case 'scalar':
      return typeof tree.value === 'string' ? 'text' : tree.key;
    default:
      return tree.is;
  }
}

function words(tree: Scalar | Text): readonly Part<string>[] {
  if (tree.is === 'text') return tree.words;
  return String(tree.value)
    .split(BETWEEN_WORDS)
    .map((value) => ({ value }));
}

const together = (variants: readonly Variant<unknown>[]) =>
  variants.reduce((all, { samples }) => all | samples, NO_SAMPLES);

/** Equal variants as one. */
function distinct(variants: readonly Variant<Tree>[]): Variant<Tree>[] {
  const known = new Map<Tree, Samples>();
  for (const { value, samples } of variants) {
    known.set(value, (known.get(value) ?? NO_SAMPLES) | samples);
  }
  return [...known].map(([value, samples]) => ({ value, samples }));
}
