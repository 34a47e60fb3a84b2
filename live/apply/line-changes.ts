/** Lines that are compared with each other at most; what differs more is counted only. */
const MOST_LINES = 1500;

/**
 * The lines that one text has and another has not, each with `-` or `+` before it, in their order.
 */
export function lineChanges(before: string, after: string): string[] {
  const [from, to] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (
    end < from.length - start &&
    end < to.length - start &&
    from.at(-1 - end) === to.at(-1 - end)
  ) {
    end += 1;
  }
  const removed = from.slice(start, from.length - end);
  const added = to.slice(start, to.length - end);
  if (removed.length > MOST_LINES || added.length > MOST_LINES) {
    return [`- ${removed.length} lines`, `+ ${added.length} lines`];
  }
  return edits(removed, added);
}

/** By the longest common subsequence, as diff does it. */
function edits(from: readonly string[], to: readonly string[]): string[] {
  const width = to.length + 1;
  // At [i, j]: how many lines have `from` from i on and `to` from j on in common.
  const common = new Uint16Array((from.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      common[i * width + j] =
        from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  for (let [i, j] = [0, 0]; i < from.length || j < to.length; ) {
    if (i < from.length && j < to.length && from[i] === to[j]) [i, j] = [i + 1, j + 1];
    else if (i < from.length && (j === to.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${from[i++]}`);
    } else lines.push(`+ ${to[j++]}`);
  }
  return lines;
}
