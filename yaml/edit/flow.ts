import type { Node, YAMLSeq } from 'yaml';
import { type Edit, insertion } from './edits';
import { commented, flowItem, type NewItem } from './item';
import { contentEnd, indentOf, type Style } from './style';

/**
 * Adds items to a list in brackets: in its line if it is in one, else each in a line of its own.
 *
 * @param keyIndent - columns before the key that the list stands under
 */
export function intoFlow(
  text: string,
  list: YAMLSeq,
  items: readonly NewItem[],
  style: Style,
  keyIndent: number,
): readonly Edit[] {
  const [open, behind] = list.range ?? [0, 0];
  const close = behind - 1;
  const last = list.items.at(-1) as Node | undefined;
  const from = last ? contentEnd(last) : open + 1;
  const { comma, end } = rest(text, from, close);
  const inLine =
    !text.slice(open, close).includes('\n') &&
    items.every(({ comment, commentedOut }) => !comment && !commentedOut);
  const missing = last && comma === undefined ? ',' : '';
  if (inLine) {
    const body = items.map((item) => flowItem(item, style)).join(', ');
    const padding = !last && end === close ? ' ' : '';
    const trailing = last && comma !== undefined ? ',' : '';
    return [insertion(end, `${missing} ${body}${trailing}${padding}`)];
  }
  const indent = Math.max(keyIndent + style.step, indentOf(text, last?.range?.[0] ?? open));
  const { lines, ends } = linesOf(items, style, comma !== undefined);
  const body = lines.map((line) => style.newline + ' '.repeat(indent) + line).join('');
  const live = items.some(({ commentedOut }) => !commentedOut);
  // Nothing may stand behind a comment.
  const closing =
    ends === 'comment' && !text.slice(end, close).includes('\n')
      ? style.newline + ' '.repeat(Math.max(keyIndent + 1, indent - style.step))
      : '';
  return [...(live && missing ? [insertion(from, missing)] : []), insertion(end, body + closing)];
}

/** The lines of items; all but the last that counts end with a comma, that one if `comma`. */
function linesOf(items: readonly NewItem[], style: Style, comma: boolean) {
  const lastLive = items.findLastIndex(({ commentedOut }) => !commentedOut);
  const lines = items.flatMap((item, index) => {
    const bare = index === lastLive && !comma;
    const line = `${flowItem(item, style)}${bare ? '' : ','}`;
    return [...(item.comment ?? []).map(commented), item.commentedOut ? commented(line) : line];
  });
  return { lines, ends: items.at(-1)?.commentedOut ? 'comment' : 'item' };
}

/** Whether a comma stands between two places, and where what stands there ends. */
function rest(text: string, from: number, to: number) {
  let [comma, end]: [number | undefined, number] = [undefined, from];
  for (let at = from; at < to; at++) {
    if (text[at] === '#') {
      const line = text.indexOf('\n', at);
      at = (line < 0 || line > to ? to : line) - 1;
      end = at + 1;
      if (text[at] === '\r') end = at;
    } else if (text[at] === ',') {
      comma = at;
      end = at + 1;
    }
  }
  return { comma, end };
}
