import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendItems, applyEdits, flowText, type NewItem } from '../../../yaml/edit';
import { parseYaml } from '../../../yaml/parse';

const NEW: NewItem = { value: { name: 'new', server: 'https://192.0.2.9:6443' } };
const LABELLED: NewItem = {
  value: { ...NEW.value, labels: { provider: 'eks', region: 'eu-west-1' } },
};
const DEAD: NewItem = {
  comment: ['dead: connection refused'],
  value: { name: 'dead', server: 'https://192.0.2.8:6443' },
  commentedOut: true,
};

const append = (text: string, ...items: NewItem[]) =>
  applyEdits(text, appendItems(text, 'clusters', items));

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

it('quotes what a reader would take for something else', () =>
  expect(
    append('clusters: []\n', {
      value: {
        name: 'yes',
        server: '0x1F',
        labels: { a: 'x, y', b: '1e3', c: 'a: b' },
        ports: ['', '#'],
      },
    }),
  ).toBe(
    'clusters:\n  - name: "yes"\n    server: "0x1F"\n    labels: { a: "x, y", b: "1e3", c: "a: b" }\n    ports: ["", "#"]\n',
  ));

it.each(['---', '... x', 'a: b', '# a', '"', 'a\\b', '<<', '*a', '\u{1f680} a', '\u202ea'])(
  'writes %j so that it is read as it was, alone and within braces',
  (odd) => {
    const text = append('clusters: []\n', { value: { name: odd, labels: { [odd]: odd } } });
    expect(parseYaml(text)).toMatchObject({
      data: { clusters: [{ name: odd, labels: { [odd]: odd } }] },
      faults: [],
    });
  },
);

it.each(['a\u001b[31m', 'a\u0085b', 'a\u2028b', 'a\rb', 'a\u0000'])(
  'escapes what no reader takes in a file: %j',
  (odd) => expect(flowText({ [odd]: odd })).toMatch(/^[ -~]+$/),
);

it('breaks what is too long for a line', () =>
  expect(
    append('clusters: []\n', {
      value: {
        name: 'a',
        monitor: {
          existing: {
            service: 'kube-prometheus-stack-prometheus',
            namespace: 'monitoring',
            port: 'http-web',
            jobs: Array.from({ length: 12 }, (_, index) => `serviceMonitor/${index}`),
          },
        },
      },
    }),
  ).toBe(
    [
      'clusters:',
      '  - name: a',
      '    monitor:',
      '      existing:',
      '        service: kube-prometheus-stack-prometheus',
      '        namespace: monitoring',
      '        port: http-web',
      '        jobs:',
      ...Array.from({ length: 12 }, (_, index) => `          - serviceMonitor/${index}`),
      '',
    ].join('\n'),
  ));

describe('whatever fleet file is added to', () => {
  const files = [
    'fleet.yaml',
    ...readdirSync('test/fixtures').map((name) => join('test/fixtures', name)),
  ]
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => {
      const { data, faults } = parseYaml(text);
      const list = (data as { clusters?: unknown } | null)?.clusters ?? [];
      return faults.length === 0 && !Array.isArray(data) && Array.isArray(list);
    });
  const variants = files.flatMap(({ file, text }) => [
    { file, as: 'as it is', text },
    { file, as: 'with the line breaks of Windows', text: text.replaceAll('\n', '\r\n') },
    { file, as: 'without the last line break', text: text.replace(/\n$/, '') },
    { file, as: 'with a comment at the end', text: `${text}# The end.\n` },
  ]);

  it('there are some', () => expect(files.length).toBeGreaterThan(100));

  it.each(variants)('$file $as: all else stays, byte for byte', ({ text }) => {
    const edits = appendItems(text, 'clusters', [NEW, DEAD, LABELLED]);
    const after = applyEdits(text, edits);
    let rest = after;
    // Without what came in, what is left is the file; only an empty list may have gone.
    for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
      const shift = edits
        .filter((other) => other.start < edit.start)
        .reduce((sum, other) => sum + other.text.length - (other.end - other.start), 0);
      const at = edit.start + shift;
      expect(text.slice(edit.start, edit.end).trim()).toMatch(/^(\[\s*\]|null|~)?$/);
      rest =
        rest.slice(0, at) + text.slice(edit.start, edit.end) + rest.slice(at + edit.text.length);
    }
    expect(rest).toBe(text);
    const [before, now] = [text, after].map((each) => parseYaml(each).data as Clusters);
    expect(now).toEqual({
      ...before,
      clusters: [...(before?.clusters ?? []), NEW.value, LABELLED.value],
    });
    expect(after).toContain('# dead: connection refused');
  });
});

interface Clusters {
  readonly clusters?: readonly unknown[];
}
