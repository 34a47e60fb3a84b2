import { formatPath } from '../../diagnostics';
import { Layers } from '../../model/merge';

interface Entry {
  readonly a?: { readonly b?: number; readonly c?: readonly string[] };
  readonly rules?: readonly string[];
}

const settings = Layers.over({ a: { b: 1 } })
  .with({ at: ['defaults'], value: { a: { c: ['x'] }, rules: ['one', 'two'] } })
  .with({ at: ['groups', 'edge'], value: undefined })
  .with({ at: ['clusters', 3], value: { a: { c: ['y', 'z'] }, rules: ['three'] } })
  .settings<Entry>();

it('the topmost layer that has a key wins; lists replace each other, save those that add up', () =>
  expect(settings.value).toEqual({ a: { b: 1, c: ['y', 'z'] }, rules: ['one', 'two', 'three'] }));

it.each([
  ['a.c', ['a', 'c'], 'clusters[3].a.c'],
  ['an item of a list that replaces', ['a', 'c', 1], 'clusters[3].a.c[1]'],
  ['a default of ours', ['a', 'b'], 'clusters[3]'],
  ['an item that the defaults added', ['rules', 1], 'defaults.rules[1]'],
  ['an item that the cluster added', ['rules', 2], 'clusters[3].rules[0]'],
  ['a key of such an item', ['rules', 0, 'name'], 'defaults.rules[0].name'],
  ['an item that nobody has', ['rules', 9], 'clusters[3]'],
  ['the entry itself', [], 'clusters[3]'],
])('%s is written where it is written', (_what, key, place) =>
  expect(formatPath(settings.place(...key))).toBe(place),
);
