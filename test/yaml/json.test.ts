import { parseJson } from '../../yaml/json';

const TEXT = `{
\t"a": [1, {"b\\"c": "d:{}[],"}, [], null],
  "\\u0065": {"f": -1.5e3, "g": {}}, "h":true }
`;

describe('a JSON text', () => {
  const parsed = parseJson(TEXT);
  const at = (...path: (string | number)[]) => 'data' in parsed && parsed.positionOf(path);

  it('has the data that JSON.parse finds', () =>
    expect(parsed).toMatchObject({ data: JSON.parse(TEXT) }));

  it.each([
    [[], 1, 1],
    [['a'], 2, 7],
    [['a', 0], 2, 8],
    [['a', 1, 'b"c'], 2, 20],
    [['a', 2], 2, 32],
    [['a', 3], 2, 36],
    [['e', 'f'], 3, 19],
    [['e', 'g'], 3, 32],
    [['h'], 3, 41],
  ])('knows where %j stands', (path, line, col) => expect(at(...path)).toEqual({ line, col }));

  it('is refused where it is nested without end', () =>
    expect(parseJson('['.repeat(100_000))).toMatchObject({ at: { line: 1 } }));

  it('names the deepest thing that is there', () => {
    expect(at('a', 1, 'x', 'y')).toEqual({ line: 2, col: 11 });
    expect(at('x')).toEqual({ line: 1, col: 1 });
  });

  it.each([
    ['{"a": }', 1, 7, '}'],
    ['[1,\n 2', 2, 3, ''],
    ['', 1, 1, ''],
    ['a: b', 1, 1, 'a: b'],
    ['[1] 2', 1, 5, '2'],
    ['[01]', 1, 3, '1]'],
    ['{a: 1}', 1, 2, 'a: 1}'],
    ['["\t"]', 1, 2, '"\t"]'],
    ['["\\x"]', 1, 2, '"\\x"]'],
    ['[1,]', 1, 4, ']'],
  ])('%j is none, and where', (text, line, col, found) =>
    expect(parseJson(text)).toEqual({ at: { line, col }, found }),
  );
});
