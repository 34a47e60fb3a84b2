/** A part of a text, by offsets, and what stands there instead. */
export interface Edit {
  readonly start: number;
  /** Behind the last character that goes; equal to `start` where nothing does. */
  readonly end: number;
  readonly text: string;
}

/** A file is not to be edited so; the message says why, and what to do. */
export class EditError extends Error {}

/** A text after edits that do not overlap, in any order; those of one place are made as given. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let [result, from] = ['', 0];
  for (const edit of inOrder(edits)) {
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

/** Edits in the order of their places. */
export const inOrder = (edits: readonly Edit[]): Edit[] =>
  [...edits].sort((a, b) => a.start - b.start);

/** Puts something in at a place. */
export const insertion = (at: number, text: string): Edit => ({ start: at, end: at, text });
