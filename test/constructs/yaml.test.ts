import { parse, stringify } from 'yaml';
import { yamlItems, yamlText } from '../../constructs/yaml';

describe('YAML', () => {
  it('of a mapping is block style in the order of its keys, without what is undefined', () =>
    expect(yamlText({ b: 1, a: [{ x: 'yes' }, 'no'], c: undefined })).toBe(
      'b: 1\na:\n  - x: yes\n  - no\n',
    ));

  it('of a list of mappings can be indented', () =>
    expect(yamlItems([{ a: [1], b: 2 }, { c: 3 }], '  ')).toBe(
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

  it('of files reads as the library would write it', () => {
    const data = { 'a.yml': 'x: 1\n\ny:\n  - z\n', 'b-1.yaml': 'q: "\\""\n' };
    expect(yamlText({ data })).toBe(stringify({ data }, { lineWidth: 0 }));
  });
});
