import { alertMatchers, checkMatchers } from '../../language/matchers';

describe('matchers of alerts', () => {
  it.each([
    ['severity="critical"', [['severity', '=', 'critical']]],
    ['severity=critical', [['severity', '=', 'critical']]],
    [' team != "a b" ', [['team', '!=', 'a b']]],
    [
      '{a=~"b|c",d!~e,}',
      [
        ['a', '=~', 'b|c'],
        ['d', '!~', 'e'],
      ],
    ],
    [
      'a="",b="}, c=\\"d\\""',
      [
        ['a', '=', ''],
        ['b', '=', '}, c="d"'],
      ],
    ],
    ['path=~"\\\\d+\\n"', [['path', '=~', '\\d+\n']]],
  ])('%s', (text, expected) => {
    expect(checkMatchers(text)).toBeUndefined();
    expect(alertMatchers(text).map(({ name, op, value }) => [name, op, value])).toEqual(expected);
  });

  it.each([
    '',
    '{}',
    'a',
    'a=',
    '=b',
    'a=="b"',
    'a-b="c"',
    'a="b"c="d"',
    '{a="b"',
    'a="b"}',
    "a='b'",
    'a="\\d"',
  ])('%s are none', (text) => {
    expect(checkMatchers(text)).toContain(`found ${JSON.stringify(text)}`);
    expect(alertMatchers(text)).toEqual([]);
  });
});
