import { parse, stringify } from 'yaml';
import { YamlWriter, yamlText } from '../../yaml/write';

describe('YAML', () => {
  it('of a mapping is block style in the order of its keys, without what is undefined', () =>
    expect(yamlText({ b: 1, a: [{ x: 'yes' }, 'no'], c: undefined })).toBe(
      'b: 1\na:\n  - x: "yes"\n  - "no"\n',
    ));

  it('of a list of mappings can be indented', () =>
    expect(new YamlWriter().items([{ a: [1], b: 2 }, { c: 3 }], '  ')).toBe(
      '  - a:\n      - 1\n    b: 2\n  - c: 3\n',
    ));

  it('leaves long lines whole', () => {
    const line = 'word '.repeat(100).trim();
    expect(yamlText({ line })).toBe(`line: ${line}\n`);
  });

  it.each([
    ['plain text', 'a: b\n\n\nc:\n  - d\n'],
    ['a single line', 'a\n'],
    ['an indented first line', '  a\n b\n'],
    ['a blank first line', '\na\n'],
    ['no newline at the end', 'a\nb'],
    ['more than one newline at the end', 'a\n\n'],
    ['carriage returns', 'a\r\nb\n'],
    ['tabs, colons and hashes', 'a:\tb # c\n# d\n'],
    ['nothing', ''],
  ])('brings back a file of %s', (_what, text) => {
    const data = { 'file.yaml': text };
    expect(parse(yamlText({ data }))).toEqual({ data });
  });

  it('brings back a file whose name is too long for a key on the line of its value', () => {
    const data = { [`${'x'.repeat(1100)}.yaml`]: 'a\nb\n' };
    expect(parse(yamlText({ data }))).toEqual({ data });
  });

  it.each(['=', 'a\tb'])('has %j in quotes: bare, PyYAML refuses it', (value) =>
    expect(yamlText({ value })).toBe(`value: ${JSON.stringify(value)}\n`),
  );

  it('of files reads as the library would write it', () => {
    const data = { 'a.yml': 'x: 1\n\ny:\n  - z\n', 'b-1.yaml': 'q: "\\""\n' };
    expect(yamlText({ data })).toBe(stringify({ data }, { lineWidth: 0 }));
  });
});

it.each([
  [{ a: { b: { c: 'x' } }, list: [{ name: 'x', deep: [{ y: [1, 2] }] }], empty: {}, none: [] }],
  [
    {
      words: {
        a1: 'yes',
        b1: 'No',
        c1: 'null',
        d1: 'off',
        e1: '1e3',
        f1: '0x1f',
        g1: '12',
        h1: '~',
      },
    },
  ],
  [{ y: 'n', on: true, true: 1, 'a b': 'c', 'x:': '- y', '': 'empty', dots: '...', dash: '---' }],
  [{ text: 'a\nb\n', deep: [{ text: 'a\n\n  b\n', quote: "it's", hash: 'a #b', colon: 'a: b' }] }],
  [
    {
      paths: ['/a/b', './c'],
      url: 'https://a.b:1/c',
      time: '12:30',
      date: '2001-01-01',
      nil: null,
    },
  ],
  [{ mixed: [{ a: 1 }, 'b'], nested: [[1], [2]], partly: { a: undefined, b: 'x' } }],
])('%j reads as the library would write it', (value) =>
  expect(yamlText(value)).toBe(
    stringify(JSON.parse(JSON.stringify(value)), {
      compat: 'yaml-1.1',
      lineWidth: 0,
      aliasDuplicateObjects: false,
    }),
  ),
);
