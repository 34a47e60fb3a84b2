import { stringify } from 'yaml';
import { escapeUnwritable, isMisread } from '../misread';
import { USUAL_STEP } from './style';

/** Columns that a map or a list may reach to in one line. */
const WIDEST = 100;

type Scalar = string | number | boolean;

export type Value = Scalar | readonly Value[] | Mapping;

/** What is left undefined is not there. */
export interface Mapping {
  readonly [key: string]: Value | undefined;
}

/**
 * The lines of a map in block style, each key on a line of its own; what is below it in one line
 * where that fits.
 *
 * @param indent - columns before the map
 * @param step - columns that each level is further in
 */
export function blockLines(mapping: Mapping, indent: number, step: number): string[] {
  return present(mapping).flatMap(([key, value]) => {
    const name = flowText(key);
    const line = `${name}: ${isScalar(value) ? scalarText(value) : flowText(value)}`;
    if (isScalar(value) || isEmpty(value) || indent + line.length <= WIDEST) return [line];
    const below = Array.isArray(value)
      ? value.map((item) => `- ${isScalar(item) ? scalarText(item) : flowText(item)}`)
      : blockLines(value as Mapping, indent + step, step);
    return [`${name}:`, ...below.map((each) => ' '.repeat(step) + each)];
  });
}

/** A value in one line, as it can stand within brackets. */
export function flowText(value: Value): string {
  if (isScalar(value)) return scalarText([value]).slice(1, -1).trim();
  if (isEmpty(value)) return Array.isArray(value) ? '[]' : '{}';
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  const pairs = present(value as Mapping).map(
    ([key, each]) => `${flowText(key)}: ${flowText(each)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}

/** A value as JSON in one line, spaced as people do. */
export function jsonText(value: Value): string {
  return JSON.stringify(value, null, 1).replace(/\n */g, ' ');
}

/** A scalar, alone or as the only item of a list, which quotes more. */
function scalarText(value: Scalar | readonly [Scalar]): string {
  const [scalar] = Array.isArray(value) ? value : [value];
  const quoted = typeof scalar === 'string' && (MANY_LINES.test(scalar) || isMisread(scalar));
  if (!quoted) return stringify(value, ONE_LINE).trimEnd();
  return escapeUnwritable(stringify(value, { ...ONE_LINE, ...QUOTED })).trimEnd();
}

/** More than one line for some reader, or the end of a document if it stood alone in one. */
const MANY_LINES = /[\r\n]|^(---|\.\.\.)/;

const ONE_LINE = {
  collectionStyle: 'flow',
  compat: 'yaml-1.1',
  lineWidth: 0,
  aliasDuplicateObjects: false,
} as const;

const QUOTED = { defaultStringType: 'QUOTE_DOUBLE', doubleQuotedAsJSON: true } as const;

const isScalar = (value: Value): value is Scalar => typeof value !== 'object';

const isEmpty = (value: Value) => typeof value === 'object' && Object.keys(value).length === 0;

const present = (mapping: Mapping) =>
  Object.entries(mapping).filter((entry): entry is [string, Value] => entry[1] !== undefined);

/** A map in block style as a text of its own. */
export const mappingText = (mapping: Mapping): string =>
  blockLines(mapping, 0, USUAL_STEP).join('\n');
