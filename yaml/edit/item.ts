import { blockLines, flowText, jsonText, type Mapping } from './render';
import type { Style } from './style';

/** An item to be added to a list. */
export interface NewItem {
  readonly value: Mapping;
  /**
   * Lines of a comment above it.
   *
   * @default - none
   */
  readonly comment?: readonly string[];
  /**
   * Whether the item itself is a comment, for people to put in force.
   *
   * @default false
   */
  readonly commentedOut?: boolean;
}

/** How the items of a block list are written. */
export interface ItemShape {
  /** Columns before the dash. */
  readonly indent: number;
  /** Columns from the dash to what it is before. */
  readonly gap: number;
  /** Whether an item is a map in braces. */
  readonly flow: boolean;
}

/** The lines of an item of a block list. */
export function blockItem(item: NewItem, { indent, gap, flow }: ItemShape, style: Style): string[] {
  const { value, comment = [], commentedOut } = item;
  const inner = flow ? [flowText(value)] : blockLines(value, indent + gap, style.step);
  const lines = inner.map((line, index) => (index === 0 ? '-' : '').padEnd(gap) + line);
  return [...comment.map(commented), ...(commentedOut ? lines.map(commented) : lines)].map(
    (line) => ' '.repeat(indent) + line,
  );
}

/** The text of an item within brackets. */
export const flowItem = ({ value }: NewItem, { json }: Style) =>
  json ? jsonText(value) : flowText(value);

export const commented = (line: string) => (line === '' ? '#' : `# ${line}`);
