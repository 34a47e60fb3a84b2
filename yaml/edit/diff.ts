import { applyEdits, type Edit, inOrder } from './edits';

/** Lines around a change that are shown with it. */
const CONTEXT = 3;

/** What edits change in a text, as unified diffs show it: no lines when they change nothing. */
export function diffLines(text: string, edits: readonly Edit[]): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const starts = lineStarts(lines);
  let shift = 0;
  return hunks(changes(text, edits, lines, starts)).flatMap((hunk) => {
    const first = Math.max(0, (hunk[0]?.from ?? 0) - CONTEXT);
    const last = Math.min(lines.length, (hunk.at(-1)?.to ?? 0) + CONTEXT);
    const shown: string[] = [];
    let [at, added, removed] = [first, 0, 0];
    for (const { from, to, lines: now } of hunk) {
      shown.push(...marked(' ', lines.slice(at, from)), ...marked('-', lines.slice(from, to)));
      shown.push(...marked('+', now));
      at = to;
      added += now.length;
      removed += to - from;
    }
    shown.push(...marked(' ', lines.slice(at, last)));
    const [before, after] = [last - first, last - first + added - removed];
    const head = `@@ -${place(first, before)} +${place(first + shift, after)} @@`;
    shift += added - removed;
    return [head, ...shown];
  });
}

interface Change {
  /** The lines that go: from the first, to behind the last. */
  readonly from: number;
  readonly to: number;
  /** What comes in their place. */
  readonly lines: readonly string[];
}

/** What changes as whole lines, each no longer than it has to be. */
function changes(
  text: string,
  edits: readonly Edit[],
  lines: readonly string[],
  starts: readonly number[],
): Change[] {
  const groups: { from: number; to: number; edits: Edit[] }[] = [];
  for (const edit of inOrder(edits)) {
    const from = lineOf(starts, edit.start);
    // What goes up to the begin of a line touches no more than the line before.
    const isWhole = edit.start === starts[from] && edit.end === starts[lineOf(starts, edit.end)];
    const to = lineOf(starts, edit.end) + (isWhole ? 0 : 1);
    const last = groups.at(-1);
    if (last && from < last.to) {
      last.to = Math.max(last.to, to);
      last.edits.push(edit);
    } else groups.push({ from, to, edits: [edit] });
  }
  return groups.map(({ from, to, edits: own }) => {
    const start = starts[from] ?? text.length;
    const end = starts[Math.min(to, lines.length)] ?? text.length;
    const moved = own.map((edit) => ({
      ...edit,
      start: edit.start - start,
      end: edit.end - start,
    }));
    const now = applyEdits(text.slice(start, end), moved).match(/[^\n]*\n|[^\n]+$/g) ?? [];
    return trimmed(from, Math.min(to, lines.length), lines, now);
  });
}

function trimmed(from: number, to: number, lines: readonly string[], now: readonly string[]) {
  let [head, tail] = [0, 0];
  const most = Math.min(to - from, now.length);
  while (head < most && lines[from + head] === now[head]) head++;
  while (tail < most - head && lines[to - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return { from: from + head, to: to - tail, lines: now.slice(head, now.length - tail) };
}

/** Changes whose surroundings would overlap are shown together. */
function hunks(all: readonly Change[]): Change[][] {
  const result: Change[][] = [];
  for (const change of all) {
    if (change.from === change.to && change.lines.length === 0) continue;
    const last = result.at(-1);
    const end = last?.at(-1)?.to;
    if (last && end !== undefined && change.from - end <= 2 * CONTEXT) last.push(change);
    else result.push([change]);
  }
  return result;
}

const marked = (mark: string, lines: readonly string[]) =>
  lines.flatMap((line) => {
    const whole = mark + line.replace(/\r?\n$/, '');
    return line.endsWith('\n') ? [whole] : [whole, '\\ No newline at end of file'];
  });

/** Lines are counted from 1; none stand behind the one before. */
const place = (first: number, count: number) => `${count === 0 ? first : first + 1},${count}`;

function lineStarts(lines: readonly string[]): number[] {
  let at = 0;
  const starts = lines.map((line) => {
    at += line.length;
    return at - line.length;
  });
  // A line that begins where the text ends, if the last one has an end.
  return lines.at(-1)?.endsWith('\n') === false ? starts : [...starts, at];
}

function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
