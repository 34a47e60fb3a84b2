import { appendItems, type NewItem } from '../../../yaml/edit';
import { append, DEAD, LABELLED, NEW } from './new-items';

describe('a list in block style', () => {
  it.each<[string, string, NewItem[], string]>([
    [
      'gets its items behind the last one',
      'clusters:\n  - name: a\n',
      [LABELLED],
      'clusters:\n  - name: a\n  - name: new\n    server: https://192.0.2.9:6443\n    labels: { provider: eks, region: eu-west-1 }\n',
    ],
    [
      'keeps what follows',
      'clusters:\n  - name: a # first\nhub: { cluster: x }\n',
      [NEW],
      'clusters:\n  - name: a # first\n  - name: new\n    server: https://192.0.2.9:6443\nhub: { cluster: x }\n',
    ],
    [
      'keeps comments below it that are as far in, and leaves those of the next key',
      'clusters:\n  - name: a\n  # - name: later\n\n# The hub.\nhub: {}\n',
      [NEW],
      'clusters:\n  - name: a\n  # - name: later\n  - name: new\n    server: https://192.0.2.9:6443\n\n# The hub.\nhub: {}\n',
    ],
    [
      'need not be further in than its key',
      'clusters:\n- name: a\n# The hub.\nhub: {}\n',
      [NEW],
      'clusters:\n- name: a\n- name: new\n  server: https://192.0.2.9:6443\n# The hub.\nhub: {}\n',
    ],
    [
      'may be far in, with room behind its dashes',
      'clusters:\n    -   name: a\n        labels:\n            x: y\n',
      [NEW],
      'clusters:\n    -   name: a\n        labels:\n            x: y\n    -   name: new\n        server: https://192.0.2.9:6443\n',
    ],
    [
      'may have empty lines between its items',
      'clusters:\n  - name: a\n\n  - name: b\n',
      [NEW],
      'clusters:\n  - name: a\n\n  - name: b\n\n  - name: new\n    server: https://192.0.2.9:6443\n',
    ],
    [
      'may have its items in braces',
      'clusters:\n  - { name: a }\n',
      [NEW],
      'clusters:\n  - { name: a }\n  - { name: new, server: https://192.0.2.9:6443 }\n',
    ],
    [
      'may end without a line break',
      'clusters:\n  - name: a',
      [NEW],
      'clusters:\n  - name: a\n  - name: new\n    server: https://192.0.2.9:6443',
    ],
    [
      'may have the line breaks of Windows',
      'clusters:\r\n  - name: a\r\nhub: {}\r\n',
      [NEW],
      'clusters:\r\n  - name: a\r\n  - name: new\r\n    server: https://192.0.2.9:6443\r\nhub: {}\r\n',
    ],
    [
      'may end in a text of several lines',
      'clusters:\n  - name: a\n    x: |+\n      text\n\nhub: {}\n',
      [NEW],
      'clusters:\n  - name: a\n    x: |+\n      text\n\n  - name: new\n    server: https://192.0.2.9:6443\nhub: {}\n',
    ],
    [
      'may have anchors, aliases and a tail without a value',
      'clusters: &all\n  - &a { name: a, x: &x [1] }\n  - { <<: *a, name: b, y: *x }\n  - name: c\n    z:\n',
      [NEW],
      'clusters: &all\n  - &a { name: a, x: &x [1] }\n  - { <<: *a, name: b, y: *x }\n  - name: c\n    z:\n  - name: new\n    server: https://192.0.2.9:6443\n',
    ],
    [
      'takes an item as a comment',
      'clusters:\n  - name: a\n',
      [NEW, DEAD],
      'clusters:\n  - name: a\n  - name: new\n    server: https://192.0.2.9:6443\n  # dead: connection refused\n  # - name: dead\n  #   server: https://192.0.2.8:6443\n',
    ],
  ])('%s', (_, text, items, expected) => expect(append(text, ...items)).toBe(expected));
});

describe('a list in brackets', () => {
  it.each<[string, string, NewItem[], string]>([
    [
      'gets its items in its line',
      'clusters: [{ name: a }] # all\n',
      [NEW],
      'clusters: [{ name: a }, { name: new, server: https://192.0.2.9:6443 }] # all\n',
    ],
    [
      'or in lines of their own',
      'clusters: [\n    { name: a }, # one\n    { name: b } # two\n  ]\n',
      [NEW],
      'clusters: [\n    { name: a }, # one\n    { name: b }, # two\n    { name: new, server: https://192.0.2.9:6443 }\n  ]\n',
    ],
    [
      'and keeps a comma behind the last',
      'clusters: [\n    { name: a },\n  ]\n',
      [NEW],
      'clusters: [\n    { name: a },\n    { name: new, server: https://192.0.2.9:6443 },\n  ]\n',
    ],
    [
      'takes an item as a comment',
      'clusters: [{ name: a }]\n',
      [DEAD],
      'clusters: [{ name: a }\n  # dead: connection refused\n  # { name: dead, server: https://192.0.2.8:6443 },\n ]\n',
    ],
    [
      'may be within braces',
      '{ clusters: [{ name: a }], hub: {} }',
      [NEW],
      '{ clusters: [{ name: a }, { name: new, server: https://192.0.2.9:6443 }], hub: {} }',
    ],
    [
      'may be JSON, which takes no comments',
      '{"clusters": [{"name": "a"}]}\n',
      [NEW, DEAD],
      '{"clusters": [{"name": "a"}, { "name": "new", "server": "https://192.0.2.9:6443" }]}\n',
    ],
  ])('%s', (_, text, items, expected) => expect(append(text, ...items)).toBe(expected));
});

describe('a list that is not there', () => {
  it.each<[string, string, NewItem[], string]>([
    [
      'stands in place of []',
      'clusters: [] # none yet\nhub: {}\n',
      [NEW],
      'clusters: # none yet\n  - name: new\n    server: https://192.0.2.9:6443\nhub: {}\n',
    ],
    [
      'stands in place of nothing, behind its comments',
      'clusters:\n  # - name: dead\nhub: {}\n',
      [NEW],
      'clusters:\n  # - name: dead\n  - name: new\n    server: https://192.0.2.9:6443\nhub: {}\n',
    ],
    [
      'stands in place of null',
      'clusters: null',
      [NEW],
      'clusters:\n  - name: new\n    server: https://192.0.2.9:6443',
    ],
    [
      'comes in at the end',
      'hub: {}\n# The end.\n',
      [NEW],
      'hub: {}\n# The end.\nclusters:\n  - name: new\n    server: https://192.0.2.9:6443\n',
    ],
    [
      'comes in before the mark of the end',
      'hub: {}\n...\n',
      [NEW],
      'hub: {}\nclusters:\n  - name: new\n    server: https://192.0.2.9:6443\n...\n',
    ],
    [
      'comes into braces',
      '{ hub: {} }',
      [NEW],
      '{ hub: {}, clusters: [{ name: new, server: https://192.0.2.9:6443 }] }',
    ],
    [
      'comes into an empty file',
      '# Nothing yet.\n',
      [NEW],
      '# Nothing yet.\nclusters:\n  - name: new\n    server: https://192.0.2.9:6443\n',
    ],
    [
      'stands in place of null within braces',
      '{ clusters: null, hub: {} }',
      [NEW],
      '{ clusters: [{ name: new, server: https://192.0.2.9:6443 }], hub: {} }',
    ],
  ])('%s', (_, text, items, expected) => expect(append(text, ...items)).toBe(expected));
});

it.each<[string, string]>([
  ['hub: [', 'not YAML at 1:7: the [ has no ] before this, write it'],
  ['- a\n', 'the file is no map, found a list or a text at its top'],
  ['clusters: { a: 1 }\n', 'clusters is no list that can be added to, write a list there'],
  ['x: &a [1]\nclusters: *a\n', 'clusters is no list that can be added to, write a list there'],
])('refuses %j', (text, message) =>
  expect(() => appendItems(text, 'clusters', [NEW])).toThrow(message),
);
