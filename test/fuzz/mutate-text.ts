import type { Random } from './random';

/** What trips parsers: YAML's own signs, other alphabets, numbers that are too large. */
const PIECES = [
  ...':-?{}[],&*#|>!%@`"\'~=<\\/. \t',
  '\n',
  '\r\n',
  '<<: ',
  '- ',
  '? ',
  '&a ',
  '*a',
  '*common',
  '!!str ',
  '!x ',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '|\n',
  '>-\n',
  'null',
  'yes',
  '.inf',
  '0x1F',
  '1e400',
  '99999999999999999999',
  '\u0000',
  '\u0085',
  '\u2028',
  '\u00e9',
  '\u202e',
  '\ud83d\ude00',
  '\ufeff',
];

/** Changes the text of a file in one place, as a slip of the hand or of a program would. */
export function mutateText(text: string, random: Random): string {
  const lines = text.split('\n');
  const line = random.below(lines.length);
  switch (random.below(9)) {
    case 0:
      return lines.toSpliced(line, 1).join('\n');
    case 1:
      return lines.toSpliced(line, 0, lines[line] ?? '').join('\n');
    case 2:
      return lines.toSpliced(line, 1, lines[random.below(lines.length)] ?? '').join('\n');
    case 3:
      return lines.with(line, ` ${lines[line]}`).join('\n');
    case 4:
      return lines.with(line, (lines[line] ?? '').replace(/^ /, '')).join('\n');
    case 5:
      return text.slice(0, random.below(text.length));
    default:
      return splice(text, random, PIECES);
  }
}

/** Inserts, replaces or takes away a few characters at one place. */
export function splice(text: string, random: Random, pieces: readonly string[]): string {
  const at = random.below(text.length + 1);
  const removed = random.pick([0, 0, 1, 1, 2, 4]);
  const inserted = random.pick([random.pick(pieces), random.pick(pieces), '']);
  return text.slice(0, at) + inserted + text.slice(at + removed);
}
