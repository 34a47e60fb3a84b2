import { Random } from '../fuzz/random';

/** In each way that capitals can stand in a short word: `no`, `NO`, `No`, `nO`. */
const cased = (...words: string[]) =>
  words.flatMap((word) => [
    word,
    word.toUpperCase(),
    word.charAt(0).toUpperCase() + word.slice(1),
    word.slice(0, -1) + word.slice(-1).toUpperCase(),
  ]);

/** Texts that one YAML reader or another takes for something else, or for two things. */
// biome-ignore format: one a line would be a page of white space
export const NASTY_TEXTS: readonly string[] = [...new Set([
  // Words
  ...cased('yes', 'no', 'on', 'off', 'y', 'n', 'true', 'false', 'null', '.inf', '.nan', 'nan', 'inf'),
  '~', '+.inf', '-.Inf', 'Infinity', '=', '<<', '==', '<', '<<:',
  // Numbers
  '0', '-0', '00', '1', '12', '+5', '-5', '.5', '5.', '-.5', '+.5', '0.', '1.0', '1e3', '1E3', '1e+3', '1.e3',
  '.e3', 'e3', 'E25', 'e-5', '12e0', '12e03', '1e', '1e400', '9007199254740993', '99999999999999999999',
  '0b1', '0B1', '-0b1', '0b2', '0o7', '0O7', '0o8', '07', '08', '0x1F', '0X1F', '-0x1f', '0x', '0xdeadbeef',
  '1_000', '1_000.5', '1__0', '1_', '_1', '-_1', '0_b1', '0b_1', '0b-1', '1_.5', '1_e5', '._5', '_', '._',
  // Times and dates
  '12:30', '1:2:3', '190:20:30.15', '-1:0', '1:60', '0:0', '2001-01-01', '2001-1-1', '2001-01-01T00:00:00Z',
  '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '1y', '1d12h', '30s',
  // What clusters have: digests, versions, quantities, addresses
  '123e456', '0123456', '1234567890', '4e5f6a7', '0b1100', '1.13', '13.1.3', 'v1.0', '10Gi', '500m', '5E', '1Ki',
  '10.0.0.0', '10.0.0.0/8', '::1', '2001:db8::/64', 'a:1', ':8080', 'https://a:1/b#c', 'sha256:0123',
  // Signs of YAML
  '-', '--', '---', '--- a', '---a', '...', '... a', '..', '.', '?', '? a', '?a', ':', ': a', ':a', 'a:', 'a: b',
  '- a', '-a', '#', '#a', 'a #b', 'a#b', '@', '@a', '`', '`a`', '%', '%YAML 1.1', '!', '!x', '!!str a', '&', '&a',
  '*', '*a', '|', '|-', '>', '>a', '{', '}', '{}', '{a: b}', '[', ']', '[]', '[a]', ',', 'a,b', '{{ a }}', '${a}',
  // Quotes
  '"', "'", `"'`, '"a"', "'a'", "it's", 'a "b"', '\\', 'a\\b', '\\n', '\\x41', '"\\"',
  // White space
  '', ' ', '  ', ' a', 'a ', 'a  b', '\t', '\ta', 'a\t', 'a\tb', '\n', '\n\n', ' \n', '\t\n', 'a\n', '\na', 'a\nb',
  'a\n\n', 'a\n\n\nb', ' a\nb', 'a\n b', 'a\n ', 'a \nb', 'a\n\tb', '\ta\nb\n', '\n\ta\n', '\n  a\n', 'a:\n  - b\n',
  '# a\n', '--- a\nb\n', 'a\n---\nb\n', 'a\n...\n', '%a\nb\n', '- a\n- b\n', '\r', 'a\rb', 'a\r\nb\r\n',
  // Characters that are a line's end, not there, or not allowed for somebody
  'é', '日本', '😀', '\u00a0', 'a\u00a0', '\u00ad', '\u200b', '\u202e', '\ue000', '\u{10ffff}', '\u0085', 'a\u0085b',
  '\u2028', 'a\u2028b', 'a\nb\u2029c\n', '\ufeff', 'a\ufeffb', '\ufffe', 'a\uffff', '\u0000', '\u0007', '\u001b[0m',
  '\u007f', '\u0080', 'a\n\u009f\n',
  // Lengths: a key's colon has to come within 1024 characters
  'x'.repeat(999), 'x'.repeat(1001), 'x'.repeat(1023), 'x'.repeat(1025), 'x'.repeat(5000), 'a b '.repeat(1000),
  'é'.repeat(1025), '😀'.repeat(1025), "'".repeat(600), '"'.repeat(600), 'word '.repeat(30), 'a: '.repeat(400),
])];

// biome-ignore format: one a line would be a page of white space
const SIGNS = [
  ...'ab01ynYN_.:-+=~#"\'\\[]{},|>*&!%@`?/<é ', '😀', '  ', '\n', '\n\n', '\t', '\r', '\u0085', '\u2028', '\ufeff',
  '\u0090', '- ', '? ', ': ', ' #', '---', '...', '\n  ', 'a: b\n',
];
const OF_NUMBERS = [...'00112789__..::--++eExXoObBaf'];

/** Random texts: of YAML's signs, and of what numbers are made of. */
export function randomTexts(seed: number, count: number): string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => {
    const [pieces, most] = index % 2 === 0 ? [SIGNS, 12] : [OF_NUMBERS, 6];
    return Array.from({ length: 1 + random.below(most) }, () => random.pick(pieces)).join('');
  });
}
