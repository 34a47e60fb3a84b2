import { stringify } from 'yaml';
import type { Key } from './keys';

/** Characters of a line of comment. */
const WIDTH = 100;

const EMPTY: Readonly<Record<string, string>> = {
  string: '""',
  array: '[]',
  object: '{}',
  integer: '0',
  boolean: 'false',
};

/** The `values.yaml` of keys: each with what it means; those without a default are comments. */
export function valuesText(keys: readonly Key[]): string {
  return keys.map((key) => `${block([key], '').join('\n')}\n`).join('\n');
}

function block(keys: readonly Key[], indent: string): string[] {
  return keys.flatMap((key) => [...comment(key.description, indent), ...entry(key, indent)]);
}

function entry(key: Key, indent: string): string[] {
  const { name, below } = key;
  if (below.length === 0) {
    const value = key.default === undefined ? undefined : inLine(key.default);
    return value === undefined
      ? [`${indent}# ${name}: ${EMPTY[key.type] ?? '""'}`]
      : [`${indent}${name}: ${value}`];
  }
  if (isSet(key)) return [`${indent}${name}:`, ...block(below, `${indent}  `)];
  const example = block(below, '').map((line) => line.replace(/^# (?=[a-zA-Z_]+: )/, ''));
  return [`${indent}# ${name}:`, ...example.map((line) => `${indent}#   ${line}`)];
}

/** Whether a key, or one below it, has a default; not where another below it has to be given. */
const isSet = ({ default: value, below }: Key): boolean =>
  value !== undefined || (below.some(isSet) && !below.some(({ required }) => required));

function comment(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indent.length + 3 + last.length + word.length <= WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines.map((line) => `${indent}# ${line}`);
}

const inLine = (value: unknown) =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, compat: 'yaml-1.1' }).trim();
