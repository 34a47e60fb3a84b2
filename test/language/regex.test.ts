import { checkRegex, regexMatcher } from '../../language/regex';

describe('a regular expression as Prometheus takes it', () => {
  it.each([
    '',
    '(.*)',
    '([^:]+)(?::\\d+)?;(\\d+)',
    '(?i)abc',
    '(?P<name>a)(?<other>b)',
    'a{2,3}b{4,}c{5}',
    '{a,{1,b}',
    '[[:alpha:][:^digit:]_-]+',
    '[^]a]',
    '[\\d\\pL-]',
    '\\p{Greek}\\P{Lu}\\pN',
    '\\x41\\x{10ffff}\\012\\a',
    '\\Qa.b(\\E',
    '(?s-i:a)(?U)b+?',
    '\\bfoo\\B|^$|\\A\\z',
    'é😀+',
    '()|',
  ])('can be %s', (pattern) => expect(checkRegex(pattern)).toBeUndefined());

  it.each([
    ['(?=a)', 'invalid or unsupported Perl syntax'],
    ['(?!a)', 'invalid or unsupported Perl syntax'],
    ['(?<=a)b', 'invalid named capture'],
    ['(?<!a)b', 'invalid named capture'],
    ['(a)\\1', 'invalid escape sequence'],
    ['(?P=n)', 'invalid or unsupported Perl syntax'],
    ['(?x)a', 'invalid or unsupported Perl syntax'],
    ['(', 'missing closing )'],
    [')', 'unexpected )'],
    ['a)(b', 'unexpected )'],
    ['[', 'missing closing ]'],
    ['[z-a]', 'invalid character class range'],
    ['[[:foo:]]', 'invalid character class range'],
    ['*', 'missing argument to repetition operator'],
    ['a**', 'invalid nested repetition operator'],
    ['a{1001}', 'invalid repeat count'],
    ['(a{100}){11}', 'invalid repeat count'],
    ['\\', 'trailing backslash'],
    ['\\Z', 'invalid escape sequence'],
    ['\\p{Klingon}', 'invalid character class range'],
    ['\\x{110000}', 'invalid escape sequence'],
    ['\\Qa', 'missing closing )'],
    ['('.repeat(1999), 'missing closing )'],
    ['a'.repeat(5001), 'longer than 5000 characters'],
  ])('%.30s is refused: %s', (pattern, why) => {
    expect(checkRegex(pattern)).toContain('not a regular expression (RE2), found ');
    expect(checkRegex(pattern)).toContain(why);
  });

  it.each([
    ['', true],
    ['a*', true],
    ['a+', false],
    ['(a|b?)+', true],
    ['^$', true],
    ['\\b', false],
    ['\\B', true],
    ['a{0}', true],
    ['a{1,}', false],
    ['(?i)', true],
    ['.', false],
    ['\\Q\\E', true],
  ])('%j matches the empty text: %s', (pattern, expected) => {
    expect(regexMatcher(pattern)('')).toBe(expected);
  });
});
