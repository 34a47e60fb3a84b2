import type { Assignment } from '../../../output/helm/template/assignments';
import type { Formula } from '../../../output/helm/template/formula';
import type { Guarded, Template } from '../../../output/helm/template/learn';
import type { Part, Tree } from '../../../output/helm/template/tree';

/** What a template gives when these flags are on, as data that can be compared. */
export function instance(template: Template, on: Assignment): unknown {
  const all = <Value>(guarded: readonly Guarded<Value>[]) =>
    guarded.filter(({ when }) => holds(when, on));
  const inner = (value: Template) => instance(value, on);
  switch (template.is) {
    case 'scalar':
      return template.value;
    case 'text':
      return text(all(template.words));
    case 'list':
      return all(template.items).map((item) => part(item, inner(item.value)));
    case 'mapping': {
      const entries = all(template.entries);
      return mapping(entries.map(({ each, value }) => [each, value.name, inner(value.value)]));
    }
    case 'document':
      return all(template.pieces).map((one) =>
        part(
          one,
          typeof one.value === 'string' ? one.value : [one.value.indent, inner(one.value.value)],
        ),
      );
    case 'choice': {
      const [only, ...others] = all(template.of);
      if (!only || others.length > 0) throw new Error('not one of several holds');
      return inner(only.value);
    }
  }
}

/** What was read of an example, as the same kind of data. */
export function example(tree: Tree): unknown {
  switch (tree.is) {
    case 'scalar':
      return tree.value;
    case 'text':
      return text(tree.words);
    case 'list':
      return tree.items.map((item) => part(item, example(item.value)));
    case 'mapping': {
      const entries = [...tree.entries];
      return mapping(entries.map(([name, { each, value }]) => [each, name, example(value)]));
    }
    case 'document':
      return tree.pieces.map((one) =>
        part(
          one,
          typeof one.value === 'string' ? one.value : [one.value.indent, example(one.value.value)],
        ),
      );
  }
}

/** Whether a condition holds when these flags are on. */
export function holds(formula: Formula, on: Assignment): boolean {
  if (formula.is === 'always') return true;
  if (formula.is === 'flag') return on.has(formula.flag) === formula.on;
  const each = formula.of.map((one) => holds(one, on));
  return formula.is === 'and' ? each.every(Boolean) : each.some(Boolean);
}

type Each = Part<unknown>['each'];

const part = ({ each }: Part<unknown>, value: unknown) =>
  each ? { each: each.range, value } : value;

const mapping = (entries: readonly (readonly [Each, string, unknown])[]) =>
  Object.fromEntries(
    entries.map(([each, name, value]) => [each ? `${each.range}: ${name}` : name, value]),
  );

const text = (words: readonly Part<string>[]) =>
  words.map(({ each, value }) => (each ? `<${each.range}: ${value}>` : value)).join('');
