import { isMap, isScalar, isSeq } from 'yaml';
import type { z } from 'zod';
import type { Found } from '../yaml/locate';

/** Says that a value has the wrong type, and how to write it if that can be guessed. */
export function wrongType(
  expected: readonly string[],
  found: Found,
  schema: z.ZodType | undefined,
): string {
  const trial = expected.includes('string') ? inQuotes(found, schema) : undefined;
  if (trial !== undefined) return trial;
  const wanted = [...new Set(expected.map((type) => TYPES[type] ?? type))].join(' or ');
  const advice = adviceFor(expected, found);
  return `expected ${wanted}, found ${describe(found)}${advice ? `, write ${advice}` : ''}`;
}

/** A value as people would name it. */
export function describe({ node }: Found): string {
  if (isMap(node)) return 'a map';
  if (isSeq(node)) return 'a list';
  if (!isScalar(node)) return 'nothing';
  const { value, source } = node;
  if (value === null)
    return source ? `the null value ${source}, which undoes nothing here` : 'nothing';
  if (typeof value === 'string') return `the text ${JSON.stringify(short(value))}`;
  return typeof value === 'boolean' ? String(source) : `the number ${short(source ?? `${value}`)}`;
}

/** Text cut to what fits a message. */
export const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** A description as it reads within a sentence; URL and the like stay as they are. */
export const firstLower = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** What would be wrong with a number or a truth value even in quotes. */
function inQuotes({ node }: Found, schema: z.ZodType | undefined): string | undefined {
  if (!isScalar(node) || !/^(number|boolean)$/.test(typeof node.value)) return undefined;
  const issue = schema?.safeParse(node.source).error?.issues[0];
  return issue?.code === 'custom' ? issue.message : undefined;
}

function adviceFor(expected: readonly string[], { node }: Found): string | undefined {
  const wants = (...types: string[]) => types.some((type) => expected.includes(type));
  if (isMap(node) && wants('array')) return 'every entry behind a dash';
  if (isSeq(node) && wants('object', 'record')) return 'keys with their values';
  if (!isScalar(node)) return undefined;
  const { value, source = '' } = node;
  if (value === null) return 'a value or leave the key out';
  if (typeof value !== 'string') return wants('string') ? `"${short(source)}"` : undefined;
  if (wants('boolean') && /^(yes|on|y|true|1)$/i.test(value)) return 'true';
  if (wants('boolean') && /^(no|off|n|false|0)$/i.test(value)) return 'false';
  if (wants('number', 'int') && /^[0-9]+$/.test(value)) return `${value} without quotes`;
  if (!wants('array') || value === '') return undefined;
  return /^[\w./-]+$/.test(value) ? `[${short(value)}]` : `['${short(value)}']`;
}
