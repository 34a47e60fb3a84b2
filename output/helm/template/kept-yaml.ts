import { YamlWriter } from '../../../yaml/write';
import type { Piece } from './tree';

const START = '\u0002';
const END = '\u0003';
const PATTERN = new RegExp(`${START}([^${END}]*)${END}`);

/** Writes no YAML, but what it would be of, so that the text of a file can be read as data. */
export class KeptYaml extends YamlWriter {
  override mapping(mapping: object, indent = ''): string {
    return kept(mapping, indent);
  }

  override items(items: readonly object[], indent = ''): string {
    return kept(items, indent);
  }

  override remembered(_: object, make: () => string): string {
    return make();
  }
}

/** What a text is made of: lines, and data between them; nothing where there is no data. */
export function keptIn(text: string): Piece<object>[] | undefined {
  const parts = text.split(PATTERN);
  if (parts.length === 1) return undefined;
  return parts.flatMap((part, index): Piece<object>[] => {
    if (index % 2 === 1) return [JSON.parse(part)];
    return part === '' ? [] : [part];
  });
}

const kept = (value: object, indent: string) =>
  `${START}${JSON.stringify({ indent, value } satisfies Piece<object>)}${END}`;
